package io.throughline.correlation.impact;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A series of minutes with a rhythm of the day and noise, and a change after some days. */
final class MadeSeries {

    static final long MINUTE = 60_000L;
    static final long START = 1_700_006_400_000L;
    static final int DAY = 1440;
    static final int OBSERVED = 120;

    final long[] times;
    final double[] values;
    final int change;

    private MadeSeries(int change) {
        this.change = change;
        times = new long[change + OBSERVED + 1];
        Arrays.setAll(times, i -> START + i * MINUTE);
        values = new double[times.length];
    }

    /** Daily rhythm between 60 and 140, noise of standard deviation about 2. */
    static MadeSeries daily(long seed, int change) {
        MadeSeries made = new MadeSeries(change);
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.setAll(made.values, i -> 100 + 40 * StrictMath.sin(2 * Math.PI * i / DAY) + 2 * noise(random));
        return made;
    }

    /** The same value throughout. */
    static MadeSeries constant(double value, int change) {
        MadeSeries made = new MadeSeries(change);
        Arrays.fill(made.values, value);
        return made;
    }

    /** Independent noise without any rhythm. */
    static MadeSeries noise(long seed, int change) {
        MadeSeries made = new MadeSeries(change);
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.setAll(made.values, i -> noise(random));
        return made;
    }

    /** Twelve uniform numbers less six: nearly normal. */
    private static double noise(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** Adds to all values from a number of minutes after the change, for some minutes. */
    MadeSeries plus(double amount, int after, int minutes) {
        for (int i = change + after; i < Math.min(values.length, change + after + minutes); i++) {
            values[i] += amount;
        }
        return this;
    }

    Impact assess() {
        return assess(0, values);
    }

    Impact assess(long shift, double[] others) {
        long[] moved = Arrays.stream(times).map(time -> time + shift).toArray();
        long at = START + shift + change * MINUTE;
        return ChangeImpact.assess(moved, others, at, at + OBSERVED * MINUTE);
    }
}
