package io.throughline.examples.cli;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.export.IncidentExport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes an incident down, to be handed on. */
@Command(
        name = "export",
        description = {
            "Writes an incident down: its causes, its timeline with what is known of the order, how long it took to be",
            "visible, detected, ticketed, acknowledged and mitigated, and what was ruled out.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline export checkout --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z > incident.md",
            "  throughline export checkout incident-1a2b3c4d5e6f --format adf --known-at 2026-01-31T14:00:00Z",
            "",
            ExitCode.HELP
        })
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id; may be left out if there is only one.")
    private @Nullable String id;

    @Mixin
    private final Interval interval = new Interval();

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Tell it as it was known then, UTC (default: with all that is known).")
    private @Nullable Instant knownAt;

    /** How it is written. */
    enum Format {
        markdown,
        json,
        adf
    }

    @Option(
            names = "--format",
            defaultValue = "markdown",
            description =
                    "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). adf is Atlassian's document format.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Format format;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TimeWindow asked = interval.window(spec);
        try (Throughline throughline = config.open()) {
            CorrelationReport report = knownAt == null
                    ? throughline.correlate(product, asked)
                    : throughline.correlate(product, asked, knownAt);
            Incident incident = incident(report);
            IncidentExport export = IncidentExport.of(report, incident, throughline.delays(report, incident));
            out.println(
                    switch (format) {
                        case markdown -> export.markdown().strip();
                        case json -> export.json().strip();
                        case adf -> export.atlassianDocument().strip();
                    });
            return report.completeness().isComplete() ? ExitCode.WELL : ExitCode.PARTIAL;
        }
    }

    private Incident incident(CorrelationReport report) {
        List<Incident> incidents = report.incidents();
        if (id == null && incidents.size() == 1) {
            return incidents.get(0);
        }
        return incidents.stream()
                .filter(incident -> incident.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        (id == null
                                        ? "name one of the incidents of this time"
                                        : "no incident of this time has the id " + id)
                                + "; there are "
                                + incidents.stream().map(Incident::id).toList()));
    }
}
