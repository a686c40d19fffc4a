package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationConfig;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.parallel.Workers;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What it costs to analyse a product's week from its points to its incidents: forty services with 2,000 series of every
 * minute (20 million points) and 10,000 events, on two threads. Before it a tenth of it, to see how the cost grows. Arguments:
 * hours in focus (6 unless told), number of services (40), rounds (5), threads (2).
 */
public final class ProductWeek {

    private static final long SEED = 20_260_302;
    private static final int EVENTS_OF_SERVICE = 250;

    private ProductWeek() {}

    /** Runs it and prints what it took. */
    public static void main(String[] arguments) {
        int hours = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
        int services = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CorrelationEngine engine = CorrelationEngine.of(CorrelationConfig.defaults(), Workers.of(pool, threads));
            double tenth = run(engine, services / 10, hours, 2 * rounds);
            double whole = run(engine, services, hours, rounds);
            say("10 times the entities", "%.1f times the time", whole / tenth);
        } finally {
            pool.shutdownNow();
        }
    }

    private static double run(CorrelationEngine engine, int services, int hours, int rounds) {
        TelemetryWindow window =
                new MadeProduct(SEED, services).window(MadeProduct.WEEK, 60 * hours, services * EVENTS_OF_SERVICE);
        say(
                "product",
                "%,d services, %,d series, %,d points, %,d events",
                services,
                window.series().size(),
                window.series().stream().mapToLong(Series::size).sum(),
                window.events().size());
        System.gc();
        say(
                "heap",
                "%,d MB of at most %,d MB hold the window",
                usedHeap(),
                Runtime.getRuntime().maxMemory() / 1_000_000);
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            CorrelationReport report = engine.analyze(window);
            double seconds = (System.nanoTime() - start) / 1e9;
            least = Math.min(least, seconds);
            say(
                    "analysed",
                    "%.2f s: %,d episodes, %,d pairs, %,d incidents, report %08x",
                    seconds,
                    report.episodes().size(),
                    report.correlations().size(),
                    report.incidents().size(),
                    report.toJson().hashCode());
        }
        return least;
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
    }

    private static void say(String what, String format, Object... numbers) {
        System.out.printf(Locale.ROOT, "%-22s %s%n", what, String.format(Locale.ROOT, format, numbers));
    }
}
