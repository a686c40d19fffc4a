package io.throughline.examples.cli;

import io.throughline.core.store.StoreHeldException;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
            "Brings the store up to date with all of its sources, or with those named.",
            "Incremental and resumable: run it as often as you like, stop it where you like. One system that cannot be",
            "read does not keep the others from it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline sync --config throughline.yaml",
            "  throughline sync azure jira --since 30d",
            "  throughline sync --due --max-calls 500        (for a scheduler: only what is due)",
            "  throughline sync azure --force --dry-run      (what would reading everything again change?)",
            "  throughline sync --test-connection",
            "",
            ExitCode.HELP
        })
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Mixin
    private final SyncSelection selection = new SyncSelection();

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
            names = "--force",
            description =
                    "Read the whole range again, whatever was read before, and tell what differs. Identities stay,"
                            + " no ticket is touched.")
    private boolean force;

    @Option(names = "--dry-run", description = "Read, and tell what would be written; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--due",
            description = "Only what is due by sync.every; what failed waits until it may be tried again.")
    private boolean due;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "At most so many calls to vendors; the most urgent first, the rest next time.")
    private @Nullable Long maxCalls;

    @Option(
            names = "--json",
            description = "Print one object: request, streams, systems, totals, nextDue, exitCode. Notes are complete.")
    private boolean json;

    @Option(
            names = "--test-connection",
            description = "Only try every capability of every source, and the store, as check does.")
    private boolean testConnection;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Clock clock = Clock.systemUTC();
        if (testConnection) {
            return CheckCommand.report(Throughline.check(config.load(), clock), json, out);
        }
        if (maxCalls != null && maxCalls < 1) {
            throw new ParameterException(spec.commandLine(), "--max-calls must be at least 1, was " + maxCalls);
        }
        Interruption interruption = new Interruption();
        try (interruption;
                Throughline throughline = config.open()) {
            return sync(throughline, clock);
        }
    }

    private int sync(Throughline throughline, Clock clock) {
        Instant now = clock.instant();
        SyncRequest request = request(throughline, now);
        SyncReport report;
        int exit;
        int streams = (int) throughline.streams().stream()
                .filter(stream -> !request.leavesOut(stream))
                .count();
        try (SyncProgress progress =
                SyncProgress.of(spec.commandLine().getErr(), Terminal.isInteractive(), streams, clock)) {
            try {
                report = throughline.sync(request, progress);
                exit = ExitCode.of(report);
            } catch (CancellationException e) {
                report = new SyncReport(request, progress.finished());
                exit = ExitCode.INTERRUPTED;
            }
        }
        if (report.request().horizon().from().isAfter(request.horizon().from())) {
            spec.commandLine()
                    .getErr()
                    .println("throughline: read from "
                            + report.request().horizon().from() + " on only; what is older is rolled up in the store");
        }
        print(report, now, Duration.between(now, clock.instant()), exit);
        if (exit == ExitCode.STORE_HELD) {
            throw new StoreHeldException(
                    "all streams are being synced by others: " + HeldStreams.holders(throughline.store(), report)
                            + "; let them finish, or stop them",
                    null);
        }
        return exit;
    }

    private void print(SyncReport report, Instant now, Duration took, int exit) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new SyncJson(report, now).text(took, exit));
            return;
        }
        new SyncTable(report, now).print(out, Terminal.width(spec));
        if (exit == ExitCode.INTERRUPTED) {
            spec.commandLine()
                    .getErr()
                    .println("throughline: interrupted; what was stored stays, and the next sync goes on from there");
        }
    }

    private SyncRequest request(Throughline throughline, Instant now) {
        Instant to = until == null ? now : until;
        Instant from = since == null ? to.minus(throughline.config().history()) : since.before(to);
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--since " + from + " must lie before --until " + to);
        }
        return new SyncRequest(
                new TimeWindow(from, to),
                selection.only(throughline, spec),
                selection.skip(),
                force,
                dryRun,
                maxCalls,
                due);
    }
}
