package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.StoreException;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import io.throughline.examples.dashboards.DashboardServer;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the dashboards and keeps them fresh. */
@Command(
        name = "serve",
        description = {
            "Serves the dashboards on loopback; syncs and refreshes them by itself.",
            "What was materialized before is shown at once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline serve --config throughline.yaml --port 8080",
            "  throughline serve --no-sync",
            "",
            ExitCode.HELP
        })
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The port on 127.0.0.1; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = Times.OfDuration.class,
            description = "Time between two syncs (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration every;

    @Option(
            names = "--lookback",
            paramLabel = "TIME",
            defaultValue = "6h",
            converter = Times.OfDuration.class,
            description = "Length of the time that the dashboards show (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration lookback;

    @Option(names = "--no-sync", description = "Only show what the store has; read no source.")
    private boolean noSync;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        try (Interruption interruption = new Interruption();
                Throughline throughline = config.open();
                DashboardServer server = DashboardServer.builder(throughline.views())
                        .port(port)
                        .clock(clock)
                        .start()) {
            out.println("Dashboards: " + server.uri() + "  (Ctrl-C ends)");
            ScheduledExecutorService schedule =
                    Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "throughline-serve"));
            try {
                Runnable round = () -> round(throughline, new Refresh(throughline, clock), clock);
                Future<?> rounds = schedule.scheduleWithFixedDelay(round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
                interruption.await();
                rounds.cancel(true);
            } finally {
                stop(schedule);
            }
        }
        return ExitCode.WELL;
    }

    /** Waits for the round under way, so that the store is not closed below it. */
    private static void stop(ScheduledExecutorService schedule) {
        schedule.shutdownNow();
        try {
            schedule.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One sync and one refresh; a failure is told and the next round tries again. */
    private void round(Throughline throughline, Refresh refresh, Clock clock) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Instant now = clock.instant();
            if (!noSync) {
                SyncReport report = throughline.sync(
                        SyncRequest.of(
                                TimeWindow.endingAt(now, throughline.config().history())),
                        SyncListener.none());
                for (StreamResult failure : report.failures()) {
                    err.println("throughline: " + failure.stream() + ": " + failure.error());
                }
            }
            refresh.over(TimeWindow.endingAt(now.truncatedTo(ChronoUnit.MINUTES), lookback));
        } catch (CancellationException e) {
            // The process is ending.
        } catch (StoreException e) {
            err.println("throughline: the store failed; the next round tries again: " + OneLine.of(e));
        } catch (ThroughlineException | IllegalArgumentException e) {
            err.println("throughline: " + OneLine.of(e));
        } catch (RuntimeException e) {
            // An executor would drop the schedule without a word.
            err.println("throughline: unexpected, please report it: " + e);
        }
    }
}
