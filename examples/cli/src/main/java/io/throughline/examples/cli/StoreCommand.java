package io.throughline.examples.cli;

import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.Retention;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the store is, and its upkeep. */
@Command(
        name = "store",
        description = "What the store is and holds, and its upkeep.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StoreCommand.Status.class, StoreCommand.Maintain.class},
        footer = {"", ExitCode.HELP})
final class StoreCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: status or maintain");
    }

    /** What the store is and holds. */
    @Command(
            name = "status",
            description = "Tells what the store is, how large, and how many rows of each kind it holds.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  throughline store status --json", "", ExitCode.HELP})
    static final class Status implements Callable<Integer> {

        @Mixin
        private final ConfigFile config = new ConfigFile();

        @Option(names = "--json", description = "Print one object: place, kind, schema, bytes, rows, rawFrom.")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (Throughline throughline = config.open()) {
                StoreText text = StoreText.of(throughline);
                if (json) {
                    out.println(JsonText.of(text.json()));
                } else {
                    text.print(out);
                    text.printRows(out);
                }
            }
            return ExitCode.WELL;
        }
    }

    /** Rolls up and removes. */
    @Command(
            name = "maintain",
            description = {
                "Rolls up and removes what store.retention of the configuration no longer keeps. May be stopped and",
                "repeated at any time; serve does it once a day."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  throughline store maintain", "", ExitCode.HELP})
    static final class Maintain implements Callable<Integer> {

        @Mixin
        private final ConfigFile config = new ConfigFile();

        @Option(names = "--json", description = "Print one object: rolledUp, into, removed, forgotten, rawFrom.")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (Throughline throughline = config.open()) {
                MaintenanceResult done = throughline.maintain();
                StoreText text = StoreText.of(throughline);
                if (json) {
                    out.println(JsonText.of(json(done, text)));
                } else {
                    out.println(kept(throughline.config().retention()));
                    out.println(sentence(done));
                    text.print(out);
                }
            }
            return ExitCode.WELL;
        }

        private static Map<String, @Nullable Object> json(MaintenanceResult done, StoreText text) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("rolledUp", done.rolledUp());
            object.put("into", done.into());
            object.put("removed", done.removed());
            object.put("forgotten", done.forgotten());
            object.put("rawFrom", text.rawFrom() == null ? null : text.rawFrom().toString());
            return object;
        }

        private static String kept(Retention retention) {
            return "Kept: points as they were read for " + Ages.of(retention.raw()) + ", then by steps of "
                    + Ages.of(retention.step()) + ", "
                    + (retention.keep() == null ? "for ever" : "for " + Ages.of(retention.keep()) + " in all")
                    + "; replaced versions for " + Ages.of(retention.history());
        }
    }

    /** Returns what maintenance did, for people. */
    static String sentence(MaintenanceResult done) {
        return String.format(
                Locale.ROOT,
                "%,d points rolled up into %,d; %,d rows removed for their age, %,d replaced versions forgotten",
                done.rolledUp(),
                done.into(),
                done.removed(),
                done.forgotten());
    }
}
