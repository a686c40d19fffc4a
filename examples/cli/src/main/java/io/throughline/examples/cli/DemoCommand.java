package io.throughline.examples.cli;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.Throughline;
import io.throughline.examples.dashboards.DashboardServer;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import io.throughline.examples.tenant.Vendor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on the built-in tenant. */
@Command(
        name = "demo",
        description = {
            "Runs the main job on the built-in tenant: starts servers on loopback that speak the four vendors' protocols",
            "over recorded telemetry of a real incident, then syncs, correlates and serves the dashboards, with the code",
            "and configuration that production uses. Only endpoints and credentials differ."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline demo",
            "  throughline demo --incident cpu --once",
            "  throughline demo --dead sentry",
            "",
            ExitCode.HELP
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration FOCUS = Duration.ofHours(6);

    @Option(
            names = "--incident",
            defaultValue = "database",
            paramLabel = "NAME",
            description = {
                "What to replay: database (a release drops the use of an index), cpu (a processor is exhausted without",
                "any change) or quiet (nothing happens) (default: ${DEFAULT-VALUE})."
            })
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private String recording;

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "Take recordings from this folder, made with the shop example, instead of those in the jar.")
    private @Nullable Path recordings;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = {
                "Replay as if it were this instant, in UTC (default: now). The recording is moved by whole days",
                "to the latest that puts its end in the past."
            })
    private @Nullable Instant at;

    @Option(names = "--once", description = "Print the incidents with their ranked causes and end, without a server.")
    private boolean once;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "The dashboards' port on 127.0.0.1; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--dead",
            paramLabel = "VENDOR",
            split = ",",
            description = "Vendors that cannot be reached, to see what is said then: azure, sentry, jira, sonarcloud.")
    private Set<Vendor> dead = EnumSet.noneOf(Vendor.class);

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Keep configuration and store in this folder (default: a temporary one, deleted at the end).")
    private @Nullable Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant now = at == null ? Clock.systemUTC().instant() : at;
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "Starting the built-in tenant with the recording '%s'%n", recording);
        TenantConfig.Builder config = TenantConfig.builder(recording, now).failing(dead);
        if (recordings != null) {
            config.recordings(recordings);
        }
        try (Interruption interruption = new Interruption();
                WorkFolder work = WorkFolder.of(folder);
                Tenant tenant = Tenant.start(config.build())) {
            err.println("  " + tenant.title());
            Path yaml = tenant.configuration(work.path());
            err.printf(
                    Locale.ROOT,
                    "  replayed from %s to %s; configuration in %s%n",
                    tenant.replayedStart(),
                    tenant.replayedEnd(),
                    yaml);
            // The clock goes on from where the recording ends, so that pauses which vendors ask for come to an end.
            Clock clock = Clock.offset(
                    Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), tenant.replayedEnd()));
            try (Throughline throughline = Throughline.open(ThroughlineConfig.load(yaml), clock)) {
                return run(throughline, tenant.replayedEnd(), clock, interruption);
            }
        }
    }

    private int run(Throughline throughline, Instant end, Clock clock, Interruption interruption) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        SyncReport synced = sync(throughline, end, err);
        err.println("Correlating, and materializing the dashboards");
        TimeWindow focus = TimeWindow.endingAt(end.truncatedTo(ChronoUnit.MINUTES), FOCUS);
        Map<String, CorrelationReport> reports = new Refresh(throughline, clock).over(focus);
        if (once) {
            reports.forEach((product, report) -> new ReportText(out).print(product, report));
        } else {
            serve(throughline, reports, clock, interruption, out);
        }
        return ExitCode.of(synced);
    }

    private static SyncReport sync(Throughline throughline, Instant end, PrintWriter err) {
        err.println("Syncing azure, sentry, jira and sonarcloud");
        SyncRequest request =
                SyncRequest.of(TimeWindow.endingAt(end, throughline.config().history()));
        SyncReport report;
        try (SyncProgress progress = SyncProgress.of(
                err, Terminal.isInteractive(), throughline.streams().size(), Clock.systemUTC())) {
            report = throughline.sync(request, progress);
        }
        TelemetryStore store = throughline.store();
        err.printf(
                Locale.ROOT,
                "  %,d rows in the store, %d of %d streams complete%n",
                report.written().added() + report.written().unchanged(),
                store.states().stream()
                        .filter(state -> state.completeness().state() == StreamCompleteness.State.COMPLETE)
                        .count(),
                store.states().size());
        return report;
    }

    private void serve(
            Throughline throughline,
            Map<String, CorrelationReport> reports,
            Clock clock,
            Interruption interruption,
            PrintWriter out) {
        try (DashboardServer server = DashboardServer.builder(throughline.views())
                .port(port)
                .clock(clock)
                .start()) {
            reports.forEach((product, report) -> {
                out.println(product + ": "
                        + (report.incidents().isEmpty()
                                ? "no incident"
                                : report.incidents().size() + " incident(s)"));
                for (Incident incident : report.incidents()) {
                    out.println("  " + incident.title());
                    out.println("  probable cause: " + incident.rootCauses().get(0));
                    out.println("  " + server.incidentUri(incident.id()));
                }
            });
            out.println("Dashboards: " + server.uri() + "  (Ctrl-C ends)");
            interruption.await();
        }
    }
}
