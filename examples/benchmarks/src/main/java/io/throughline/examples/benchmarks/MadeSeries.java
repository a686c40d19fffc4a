package io.throughline.examples.benchmarks;

/**
 * A made series by the minute, without end: a daily season, noise about a tenth of it, and every 5,000 minutes an anomaly
 * of ten. Each value follows from the seed and its index alone and costs a few nanoseconds, so that any length can be had
 * without holding it.
 */
final class MadeSeries {

    static final long STEP_MILLIS = 60_000;
    static final long START_MILLIS = 1_767_225_600_000L;

    private static final int DAY = 1440;
    private static final int ANOMALY_EVERY = 5_000;
    private static final int ANOMALY_LENGTH = 10;

    private final double[] season = new double[DAY];
    private final long seed;

    MadeSeries(long seed) {
        this.seed = seed;
        for (int i = 0; i < DAY; i++) {
            double turn = 2 * StrictMath.PI * i / DAY;
            season[i] = 1_000 + 300 * StrictMath.sin(turn) + 90 * StrictMath.sin(3 * turn + 1);
        }
    }

    /** Returns the value at an index from 0 on. */
    double value(long index) {
        double anomaly = index % ANOMALY_EVERY >= ANOMALY_EVERY - ANOMALY_LENGTH ? 400 : 0;
        return season[(int) (index % DAY)] + 30 * noise(index) + anomaly;
    }

    /** Returns about a standard normal: four uniform numbers of sixteen bits each, summed and scaled. */
    private double noise(long index) {
        long z = seed + index * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        long sum = (z & 0xffff) + (z >>> 16 & 0xffff) + (z >>> 32 & 0xffff) + (z >>> 48);
        return (sum - 131_070) / 37_837.2;
    }

    /** Returns the first values. */
    double[] values(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(i);
        }
        return values;
    }

    static long epochMillis(long index) {
        return START_MILLIS + index * STEP_MILLIS;
    }
}
