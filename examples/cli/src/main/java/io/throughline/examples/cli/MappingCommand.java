package io.throughline.examples.cli;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.mapping.MappingReport;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how well the mapping of vendors' entities to products fits. */
@Command(
        name = "mapping",
        description = {
            "Tells how well products and services are mapped: how much of what was seen belongs to one, what several"
                    + " claim,",
            "which selectors choose nothing, and where the rest perhaps belongs. Nothing is joined by it: accept a",
            "suggestion by writing it into the configuration. Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  throughline mapping --config throughline.yaml", "", ExitCode.HELP})
final class MappingCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Mixin
    private final Interval interval = new Interval();

    @Option(
            names = "--json",
            description = "Print an object: mapped, total, coverage, conflicts, orphans, suggestions.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        TimeWindow window = interval.window(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (Throughline throughline = config.open()) {
            MappingReport report = throughline.mappingReport(window);
            if (json) {
                MappingText.printJson(report, out);
            } else {
                MappingText.print(report, out);
            }
        }
        return ExitCode.WELL;
    }
}
