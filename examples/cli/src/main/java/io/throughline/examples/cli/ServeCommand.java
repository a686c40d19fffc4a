package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import io.throughline.examples.dashboards.DashboardServer;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the dashboards and keeps them fresh. */
@Command(
        name = "serve",
        description = {
            "Serves the dashboards on loopback; syncs by the schedule, refreshes them and looks after the store by itself.",
            "What was materialized before is shown at once. Several of it may share a store on PostgreSQL."
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
            description = {
                "Longest time between two rounds, whatever is due, so that the dashboards stay fresh (default:"
                        + " ${DEFAULT-VALUE}).",
                "How often each stream is read is said by sync.every of the configuration."
            })
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
            Rounds rounds = new Rounds(throughline, clock, spec.commandLine().getErr(), !noSync, every, lookback);
            Thread thread = new Thread(() -> goRound(rounds, clock), "throughline-serve");
            thread.start();
            try {
                interruption.await();
            } finally {
                stop(thread);
            }
        }
        return ExitCode.WELL;
    }

    /** Does rounds until it is interrupted. */
    private static void goRound(Rounds rounds, Clock clock) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Instant next = rounds.next();
                Thread.sleep(Math.max(0, Duration.between(clock.instant(), next).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the round under way, so that the store is not closed below it. */
    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
