package io.throughline.examples.benchmarks;

import io.throughline.correlation.statistics.CrossCorrelation;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one candidate pair costs: the coefficients of correlation of two columns of residuals at every circular shift, those
 * within the largest lag for the answer and the rest as its null distribution. As the engine does it, and with Apache Commons
 * Math's Pearson correlation at each shift. An operation is a pair.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LagScanBenchmark {

    private static final long SEED = 20261124;
    private static final int LAG = 7;

    /** Steps: four days of minutes, or a week. */
    @Param({"5760", "10080"})
    int steps;

    private double[] first = {};
    private double[] second = {};
    private CrossCorrelation correlation = new CrossCorrelation(2);
    private CrossCorrelation.Spectrum known = correlation.spectrum(new double[] {0, 1});

    /** Makes two columns of which the second follows the first. */
    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(SEED);
        first = new double[steps];
        second = new double[steps];
        for (int i = 0; i < steps; i++) {
            first[i] = random.nextDouble() - 0.5;
        }
        for (int i = 0; i < steps; i++) {
            second[i] = first[Math.floorMod(i - LAG, steps)] + 2 * (random.nextDouble() - 0.5);
        }
        correlation = new CrossCorrelation(steps);
        known = correlation.spectrum(first);
        double ours = correlation.correlate(known, correlation.spectrum(second))[LAG];
        double theirs = pearson()[LAG];
        if (Math.abs(ours - theirs) > 1e-9) {
            throw new IllegalStateException("they differ at lag " + LAG + ": " + ours + " and " + theirs);
        }
    }

    /** As the engine does it; each column's spectrum serves all pairs that it is part of. */
    @Benchmark
    public double[] engine() {
        return correlation.correlate(known, correlation.spectrum(second));
    }

    /** Pearson's coefficient at each shift. */
    @Benchmark
    public double[] commonsMath() {
        return pearson();
    }

    private double[] pearson() {
        PearsonsCorrelation pearson = new PearsonsCorrelation();
        double[] coefficients = new double[steps];
        double[] shifted = new double[steps];
        for (int shift = 0; shift < steps; shift++) {
            System.arraycopy(second, shift, shifted, 0, steps - shift);
            System.arraycopy(second, 0, shifted, steps - shift, shift);
            coefficients[shift] = pearson.correlation(first, shifted);
        }
        return coefficients;
    }
}
