package io.throughline.examples.benchmarks;

import io.throughline.correlation.anomaly.AnomalyConfig;
import io.throughline.correlation.anomaly.AnomalyDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What becomes of the detector's speed when a series is long, and when many are judged on several cores. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx256m")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class DetectionScaling {

    private static final Duration STEP = Duration.ofMillis(MadeSeries.STEP_MILLIS);

    /** One series of so many points. */
    @State(Scope.Benchmark)
    public static class Length {
        @Param({"1", "10", "100"})
        public int millionPoints;
    }

    /** Many series on so many cores. */
    @State(Scope.Benchmark)
    public static class Cores {
        @Param({"1", "2"})
        public int cores;

        @Param("64")
        public int series;

        @Param("100000")
        public int points;
    }

    /** One series from its beginning to its end. */
    @Benchmark
    public int oneSeries(Length length) {
        return judge(1, 1_000_000L * length.millionPoints);
    }

    /** Many series, each from its beginning to its end by one thread. */
    @Benchmark
    public int manySeries(Cores cores) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(cores.cores);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < cores.series; i++) {
                int seed = i;
                all.add(() -> judge(seed, cores.points));
            }
            int alarms = 0;
            for (Future<Integer> one : threads.invokeAll(all)) {
                alarms += one.get();
            }
            return alarms;
        } finally {
            threads.shutdown();
        }
    }

    private static int judge(long seed, long points) {
        MadeSeries series = new MadeSeries(seed);
        AnomalyDetector detector = new AnomalyDetector(AnomalyConfig.defaults(), STEP);
        int alarms = 0;
        for (long i = 0; i < points; i++) {
            alarms += detector.accept(MadeSeries.epochMillis(i), series.value(i)) >= AnomalyDetector.ALARM ? 1 : 0;
        }
        return alarms;
    }
}
