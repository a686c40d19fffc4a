package io.throughline.examples.cli;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries every capability of every source. */
@Command(
        name = "check",
        description =
                "Tries each source with the least costly real calls and tells what works and which permission is missing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  throughline check --config throughline.yaml", "", ExitCode.HELP})
final class CheckCommand implements Callable<Integer> {

    private static final String ROW = "%-11s %-36s %-16s %s%n";

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Throughline throughline = config.open()) {
            return report(throughline.check(), spec.commandLine().getOut());
        }
    }

    /** Prints the results as a table and returns the exit code that sums them up. */
    static int report(List<CheckResult> results, PrintWriter out) {
        out.printf(Locale.ROOT, ROW, "SOURCE", "CAPABILITY", "OUTCOME", "DETAIL");
        for (CheckResult result : results) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    result.source(),
                    result.capability(),
                    result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    result.detail() + (result.remedy() == null ? "" : " -> " + result.remedy()));
        }
        long working = results.stream().filter(CheckResult::works).count();
        out.printf(Locale.ROOT, "%d of %d work%n", working, results.size());
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
