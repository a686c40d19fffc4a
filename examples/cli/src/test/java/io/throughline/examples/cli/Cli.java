package io.throughline.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command in this process and keeps what it says. */
record Cli(int exit, String out, String err) {

    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Cli(line.execute(words), out.toString(), err.toString());
    }

    /** Returns what went to standard error, as lines. */
    java.util.List<String> errorLines() {
        return err.lines().toList();
    }
}
