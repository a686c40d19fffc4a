package io.throughline.examples.cli;

import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings the store up to date. */
@Command(
        name = "sync",
        description = {
            "Brings the store up to date with its sources.",
            "Incremental and resumable: run it as often as you like, stop it where you like."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline sync --config throughline.yaml",
            "  throughline sync --since 30d --only azure,jira",
            "  throughline sync --test-connection",
            "",
            ExitCode.HELP
        })
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.OfSince.class,
            description = "How far back from the end: 7d, 12h, or an instant in UTC (default: sync.history of the"
                    + " configuration).")
    private Times.@Nullable Since since;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Up to when, in UTC (default: now).")
    private @Nullable Instant until;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these sources (azure) or streams (azure/requests).")
    private List<String> only = List.of();

    @Option(names = "--skip-azure", description = "Leave Azure out; results say so.")
    private boolean skipAzure;

    @Option(names = "--skip-sentry", description = "Leave Sentry out; results say so.")
    private boolean skipSentry;

    @Option(names = "--skip-jira", description = "Leave Jira out; results say so.")
    private boolean skipJira;

    @Option(names = "--skip-sonarcloud", description = "Leave SonarCloud out; results say so.")
    private boolean skipSonarcloud;

    @Option(names = "--force", description = "Read the whole range again, whatever was read before.")
    private boolean force;

    @Option(names = "--test-connection", description = "Only try whether each source can be reached, as check does.")
    private boolean testConnection;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Throughline throughline = config.open()) {
            if (testConnection) {
                return CheckCommand.report(throughline.check(), false, out);
            }
            Instant now = Clock.systemUTC().instant();
            SyncRequest request = request(throughline, now);
            SyncReport report;
            try (SyncProgress progress = new SyncProgress(spec.commandLine().getErr(), Terminal.isInteractive())) {
                report = throughline.sync(request, progress);
            }
            SyncTable.print(report, now, out);
            return ExitCode.of(report);
        }
    }

    private SyncRequest request(Throughline throughline, Instant now) {
        Instant to = until == null ? now : until;
        Instant from = since == null ? to.minus(throughline.config().history()) : since.before(to);
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--since " + from + " must lie before --until " + to);
        }
        Set<String> known = new LinkedHashSet<>(throughline.config().sources().keySet());
        for (String name : only) {
            String source = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
            if (!known.contains(source)) {
                throw new ParameterException(
                        spec.commandLine(), "--only " + name + " names no configured source; configured are " + known);
            }
        }
        return new SyncRequest(new TimeWindow(from, to), new LinkedHashSet<>(only), skipped(), force);
    }

    private Set<String> skipped() {
        Set<String> skipped = new LinkedHashSet<>(Arrays.asList(
                skipAzure ? "azure" : "",
                skipSentry ? "sentry" : "",
                skipJira ? "jira" : "",
                skipSonarcloud ? "sonarcloud" : ""));
        skipped.remove("");
        return skipped;
    }
}
