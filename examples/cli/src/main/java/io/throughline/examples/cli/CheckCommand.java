package io.throughline.examples.cli;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries every capability of every source. */
@Command(
        name = "check",
        description = {
            "Tries each source with the least costly real calls and tells what works (\u2713), what works but has"
                    + " nothing",
            "to read (\u2205), what does not (\u2717), and how to mend it: which role to grant on what, with the"
                    + " command."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  throughline check --config throughline.yaml --json", "", ExitCode.HELP})
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(
            names = "--json",
            description = {
                "Print an array with an object for each capability: source, capability, outcome, works, detail,"
                        + " remedy,",
                "command, latencyMillis, rows, latest."
            })
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return report(
                Throughline.check(config.load(), Clock.systemUTC()),
                json,
                spec.commandLine().getOut());
    }

    /** Prints the results and returns the exit code that sums them up. */
    static int report(List<CheckResult> results, boolean json, PrintWriter out) {
        if (json) {
            CheckText.printJson(results, out);
        } else {
            CheckText.print(results, out);
        }
        long working = results.stream().filter(CheckResult::works).count();
        if (!json) {
            out.printf(Locale.ROOT, "%d of %d work%n", working, results.size());
        }
        if (working == results.size()) {
            return ExitCode.WELL;
        }
        boolean denied = results.stream()
                .filter(result -> !result.works())
                .allMatch(
                        result -> result.outcome() == Outcome.UNAUTHENTICATED || result.outcome() == Outcome.FORBIDDEN);
        if (denied) {
            return ExitCode.CREDENTIALS_OR_PERMISSION;
        }
        return working > 0 ? ExitCode.PARTIAL : ExitCode.FAILED;
    }
}
