package io.throughline.examples.cli;

import io.throughline.core.config.Product;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds incidents in what was synced. */
@Command(
        name = "correlate",
        description = {
            "Finds incidents in what was synced, with their probable causes and what was ruled out.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline correlate --product checkout",
            "  throughline correlate --product checkout --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z --format json",
            "",
            ExitCode.HELP
        })
final class CorrelateCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--product", paramLabel = "NAME", description = "The product; all configured ones by default.")
    private @Nullable String product;

    @Mixin
    private final Interval interval = new Interval();

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Answer from what was known then, UTC (default: from all that is known).")
    private @Nullable Instant knownAt;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules of your own, judged beside the engine.")
    private @Nullable Path rules;

    /** How the report is printed. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). JSON has one report a line.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Format format;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TimeWindow asked = interval.window(spec);
        boolean complete = true;
        try (Throughline throughline = config.open(RuleFile.load(rules))) {
            List<String> products = product == null
                    ? throughline.config().products().stream()
                            .map(Product::name)
                            .toList()
                    : List.of(product);
            for (String name : products) {
                CorrelationReport report = knownAt == null
                        ? throughline.correlate(name, asked)
                        : throughline.correlate(name, asked, knownAt);
                if (format == Format.json) {
                    out.println(report.toJson().strip());
                } else {
                    new ReportText(out).print(name, report);
                }
                complete &= report.completeness().isComplete();
            }
        }
        return complete ? ExitCode.WELL : ExitCode.PARTIAL;
    }
}
