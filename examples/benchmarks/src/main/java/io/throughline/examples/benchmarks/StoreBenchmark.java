package io.throughline.examples.benchmarks;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Points per second written to and read from a store through its public door, beside what the driver's fastest way does
 * with the same points as bare rows. An operation is one point; a write is one transaction of six hours of a thousand
 * series.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class StoreBenchmark {

    private static final int SERIES = 1_000;
    private static final int MINUTES = 6 * 60;
    private static final int POINTS = SERIES * MINUTES;
    /** What is read lies in a store that holds so many windows. */
    private static final int WINDOWS = 8;

    /** Where the points go. */
    @State(Scope.Benchmark)
    public static class Database {

        /** {@code duckdb}, {@code postgresql} for a server of its own, or the JDBC URL of an empty PostgreSQL database. */
        @Param({"duckdb", "postgresql"})
        public String database = "duckdb";

        final MetricsLoad load = new MetricsLoad(SERIES);
        private @Nullable Place place;
        private @Nullable TelemetryStore store;
        private @Nullable BareTable bare;

        /** Opens a new store and a new table. */
        @Setup
        public void open() throws Exception {
            Place made = Place.of(database);
            place = made;
            store = made.store();
            bare = made.bare();
        }

        /** Removes both. */
        @TearDown
        public void close() throws Exception {
            store().close();
            bare().close();
            Objects.requireNonNull(place).close();
        }

        TelemetryStore store() {
            return Objects.requireNonNull(store, "opened before");
        }

        BareTable bare() {
            return Objects.requireNonNull(bare, "opened before");
        }

        WriteResult write(TimeWindow window, TelemetryBatch batch) {
            return store().replace(List.of(window), batch, MetricsLoad.stateAfter(window));
        }
    }

    /** A window that is not stored yet, for each write another. */
    @State(Scope.Benchmark)
    public static class Next {

        private TimeWindow window = MetricsLoad.window(0, MINUTES);
        private TelemetryBatch batch = new TelemetryBatch();
        private int index;

        /** Makes the points, which is not measured. */
        @Setup(Level.Invocation)
        public void make(Database database) {
            window = MetricsLoad.window(index++, MINUTES);
            batch = database.load.batch(window);
        }
    }

    /** Some windows that are stored. */
    @State(Scope.Benchmark)
    public static class Filled {

        private final TimeWindow whole = new TimeWindow(
                MetricsLoad.START, MetricsLoad.window(WINDOWS, MINUTES).from());
        private final TimeWindow window = MetricsLoad.window(WINDOWS / 2, MINUTES);
        private TelemetryBatch batch = new TelemetryBatch();

        /** Writes them. */
        @Setup
        public void fill(Database database) throws Exception {
            for (int i = 0; i < WINDOWS; i++) {
                TimeWindow next = MetricsLoad.window(i, MINUTES);
                TelemetryBatch points = database.load.batch(next);
                database.write(next, points);
                database.bare().append(points.series());
            }
            batch = database.load.batch(window);
        }
    }

    /** New points into the store. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public WriteResult append(Database database, Next next) {
        WriteResult written = database.write(next.window, next.batch);
        require(written.added(), POINTS);
        return written;
    }

    /** The same points as bare rows. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void appendBare(Database database, Next next) throws Exception {
        database.bare().append(next.batch.series());
    }

    /** Points that are stored already, as a stream that looks back reads them again and again. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public WriteResult rewriteUnchanged(Database database, Filled filled) {
        WriteResult written = database.write(filled.window, filled.batch);
        require(written.unchanged(), POINTS);
        return written;
    }

    /** Two days of all series out of the store. */
    @Benchmark
    @OperationsPerInvocation(WINDOWS * POINTS)
    public WindowContent read(Database database, Filled filled) {
        WindowContent content = database.store().read(WindowQuery.all(filled.whole));
        require(content.series().stream().mapToLong(Series::size).sum(), WINDOWS * POINTS);
        return content;
    }

    /** The same points out of bare rows, by series and time. */
    @Benchmark
    @OperationsPerInvocation(WINDOWS * POINTS)
    public long readBare(Database database, Filled filled) throws Exception {
        long read = database.bare()
                .read(filled.whole.from().toEpochMilli(), filled.whole.to().toEpochMilli());
        require(read, WINDOWS * POINTS);
        return read;
    }

    private static void require(long points, long expected) {
        if (points != expected) {
            throw new IllegalStateException("there should be " + expected + " points, there are " + points);
        }
    }
}
