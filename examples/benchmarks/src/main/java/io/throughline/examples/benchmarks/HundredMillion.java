package io.throughline.examples.benchmarks;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a store of a hundred million points costs: written through its public door in windows, then read. Arguments: the
 * database ({@code duckdb}, {@code postgresql} or a JDBC URL of an empty PostgreSQL database), millions of points, number
 * of series.
 */
public final class HundredMillion {

    private static final int MINUTES = 6 * 60;
    private static final int READS = 15;

    private final Place place;
    private final MetricsLoad load;
    private final long windows;

    private HundredMillion(Place place, MetricsLoad load, long points) {
        this.place = place;
        this.load = load;
        long inWindow = (long) load.series() * MINUTES;
        this.windows = (points + inWindow - 1) / inWindow;
    }

    /** Runs it and prints what it took. */
    public static void main(String[] arguments) throws IOException, SQLException {
        String database = arguments.length > 0 ? arguments[0] : "duckdb";
        long millions = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100;
        int series = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
        try (Place place = Place.of(database)) {
            new HundredMillion(place, new MetricsLoad(series), 1_000_000 * millions).run();
        }
    }

    private void run() throws IOException, SQLException {
        place.store().close();
        long empty = place.bytes();
        long points = write();
        long bytes = place.bytes() - empty;
        say("on disk", "%,d MB, %.2f bytes a point", bytes / 1_000_000, (double) bytes / points);
        try (TelemetryStore store = place.store()) {
            TimeWindow all = new TimeWindow(
                    MetricsLoad.START, MetricsLoad.window(windows, MINUTES).from());
            read(store, "a product's day", new TimeWindow(all.to().minus(Duration.ofDays(1)), all.to()));
            read(store, "a product's week", new TimeWindow(all.to().minus(Duration.ofDays(7)), all.to()));
            read(
                    store,
                    "a product's first day",
                    new TimeWindow(all.from(), all.from().plus(Duration.ofDays(1))));
        }
        say("heap", "%,d MB at most", peakHeap() / 1_000_000);
        say("process", "%s at most, heap and native", peakResident());
    }

    private long write() {
        long points = 0;
        long writing = 0;
        long closing;
        TelemetryStore store = place.store();
        try (store) {
            for (long i = 0; i < windows; i++) {
                TimeWindow window = MetricsLoad.window(i, MINUTES);
                var batch = load.batch(window);
                long start = System.nanoTime();
                points += store.replace(List.of(window), batch, MetricsLoad.stateAfter(window))
                        .added();
                writing += System.nanoTime() - start;
            }
            closing = System.nanoTime();
        }
        writing += System.nanoTime() - closing;
        say(
                "written",
                "%,d points of %,d series in %.1f s, %,.0f points/s",
                points,
                load.series(),
                writing / 1e9,
                points * 1e9 / writing);
        return points;
    }

    private void read(TelemetryStore store, String what, TimeWindow window) {
        List<Double> millis = new ArrayList<>();
        long points = 0;
        int series = 0;
        for (int i = 0; i < READS; i++) {
            int product = i % (load.series() / MetricsLoad.SERIES_OF_PRODUCT);
            WindowQuery query = new WindowQuery(window, load.entitiesOfProduct(product), null);
            long start = System.nanoTime();
            WindowContent content = store.read(query);
            millis.add((System.nanoTime() - start) / 1e6);
            series = content.series().size();
            points = content.series().stream().mapToLong(Series::size).sum();
        }
        double first = millis.get(0);
        Collections.sort(millis);
        say(
                what,
                "%,d points of %d series: median %.0f ms, first %.0f ms, slowest %.0f ms",
                points,
                series,
                millis.get(READS / 2),
                first,
                millis.get(READS - 1));
    }

    /** The sum of the greatest use of each part of the heap, which is no less than the greatest use of the whole. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static String peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static void say(String what, String format, Object... numbers) {
        System.out.printf(Locale.ROOT, "%-22s %s%n", what, String.format(Locale.ROOT, format, numbers));
    }
}
