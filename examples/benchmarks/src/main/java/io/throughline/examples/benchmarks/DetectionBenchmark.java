package io.throughline.examples.benchmarks;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.throughline.correlation.anomaly.AnomalyConfig;
import io.throughline.correlation.anomaly.AnomalyDetector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one point costs each detector of a stream, on the same made series: an operation is a point. All have seen three
 * weeks before they are measured, and go on from there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DetectionBenchmark {

    private static final int POINTS = 1_000;
    private static final int WEEK = 7 * 1440;
    private static final long SEED = 20261123;
    private static final int SHINGLE = 8;

    /** Five weeks that all read again and again, so that a point costs next to nothing itself. */
    @State(Scope.Benchmark)
    public static class Points {
        private final double[] values = new MadeSeries(SEED).values(5 * WEEK);
        private long index = 3L * WEEK;
        private int place = 3 * WEEK;

        double next() {
            double value = values[place];
            index++;
            place = place + 1 == values.length ? 0 : place + 1;
            return value;
        }

        /** Returns the time of the last point. */
        long epochMillis() {
            return MadeSeries.epochMillis(index - 1);
        }
    }

    /** The engine's detector with its defaults. */
    @State(Scope.Benchmark)
    public static class Engine {
        private final AnomalyDetector detector =
                new AnomalyDetector(AnomalyConfig.defaults(), Duration.ofMillis(MadeSeries.STEP_MILLIS));

        /** Shows it what came before. */
        @Setup
        public void warm(Points points) {
            for (int i = 0; i < 3 * WEEK; i++) {
                double ignored = detector.accept(MadeSeries.epochMillis(i), points.values[i]);
            }
        }
    }

    /** A hundred trees over the last eight points: scored, then taught. */
    @State(Scope.Benchmark)
    public static class Forest {
        private final RandomCutForest forest = RandomCutForest.builder()
                .numberOfTrees(100)
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .internalShinglingEnabled(true)
                .parallelExecutionEnabled(false)
                .randomSeed(SEED)
                .build();
        private final float[] point = new float[1];

        /** Shows it what came before. */
        @Setup
        public void warm(Points points) {
            for (int i = 0; i < 3 * WEEK; i++) {
                point[0] = (float) points.values[i];
                forest.update(point);
            }
        }
    }

    /** Fifty trees behind a threshold that adapts: what that library advises for streams. */
    @State(Scope.Benchmark)
    public static class ThresholdedForest {
        private final ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .numberOfTrees(50)
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .randomSeed(SEED)
                .build();
        private final double[] point = new double[1];

        /** Shows it what came before. */
        @Setup
        public void warm(Points points) {
            for (int i = 0; i < 3 * WEEK; i++) {
                point[0] = points.values[i];
                forest.process(point, MadeSeries.epochMillis(i) / 1000);
            }
        }
    }

    /** The floor of detection. */
    @State(Scope.Benchmark)
    public static class Rolling {
        private final RollingMoments moments = new RollingMoments();
    }

    /** Reading the points alone: part of every number here. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public double pointsAlone(Points points) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += points.next();
        }
        return sum;
    }

    /** A rolling mean and variance. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int rollingMeanAndVariance(Points points, Rolling rolling) {
        int alarms = 0;
        for (int i = 0; i < POINTS; i++) {
            alarms += rolling.moments.accept(points.next()) ? 1 : 0;
        }
        return alarms;
    }

    /** The engine. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int anomalyDetector(Points points, Engine engine) {
        int alarms = 0;
        for (int i = 0; i < POINTS; i++) {
            double value = points.next();
            alarms += engine.detector.accept(points.epochMillis(), value) >= AnomalyDetector.ALARM ? 1 : 0;
        }
        return alarms;
    }

    /** The raw forest; a score above 1 is taken for an alarm. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int randomCutForest(Points points, Forest state) {
        int alarms = 0;
        for (int i = 0; i < POINTS; i++) {
            state.point[0] = (float) points.next();
            alarms += state.forest.getAnomalyScore(state.point) > 1 ? 1 : 0;
            state.forest.update(state.point);
        }
        return alarms;
    }

    /** The forest with its threshold. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int thresholdedRandomCutForest(Points points, ThresholdedForest state) {
        int alarms = 0;
        for (int i = 0; i < POINTS; i++) {
            state.point[0] = points.next();
            double grade = state.forest
                    .process(state.point, points.epochMillis() / 1000)
                    .getAnomalyGrade();
            alarms += grade > 0 ? 1 : 0;
        }
        return alarms;
    }
}
