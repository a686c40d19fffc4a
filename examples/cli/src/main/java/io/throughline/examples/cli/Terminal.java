package io.throughline.examples.cli;

import java.io.Console;
import picocli.CommandLine.Model.CommandSpec;

/** Whether somebody watches. */
final class Terminal {

    private Terminal() {}

    /** Tells whether moving output makes sense: a console, and neither {@code CI} nor {@code NO_COLOR} set. */
    @SuppressWarnings("SystemConsoleNull") // that there is a console is only half of the answer; see isTerminal
    static boolean isInteractive() {
        Console console = System.console();
        return console != null
                && System.getenv("CI") == null
                && System.getenv("NO_COLOR") == null
                && isTerminal(console);
    }

    /** Returns how long lines may be: what the terminal shows, or without end where nobody watches. */
    static int width(CommandSpec spec) {
        return isInteractive() ? spec.usageMessage().width() : Integer.MAX_VALUE;
    }

    /** From Java 22 on there is a console even when output is piped; only its own word tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
