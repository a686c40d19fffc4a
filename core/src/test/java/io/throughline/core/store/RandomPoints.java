package io.throughline.core.store;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Points as monitoring systems deliver them, and as they never should, from a seed. */
final class RandomPoints {

    private static final long ORIGIN = 1_772_366_400_000L;

    private final Random random;

    RandomPoints(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Points of one of several shapes of time and value, known since one or several instants. */
    NumberPoints numbers(int size) {
        return NumberPoints.of(times(size), values(size), known(size));
    }

    HistogramPoints histograms(int size) {
        byte[][] values = new byte[size][];
        for (int i = 0; i < size; i++) {
            values[i] = histogram().encode();
        }
        return HistogramPoints.of(times(size), values, known(size));
    }

    ExponentialHistogram histogram() {
        ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
        for (int i = random.nextInt(20); i > 0; i--) {
            histogram.record(Math.rint(1_000 * random.nextDouble()), 1 + random.nextInt(3));
        }
        return histogram.build();
    }

    long[] times(int size) {
        int shape = random.nextInt(4);
        if (shape == 3) {
            TreeSet<Long> any = new TreeSet<>();
            while (any.size() < size) {
                any.add(random.nextLong() >> random.nextInt(64));
                any.add((long) random.nextInt(2 * size + 2) - size);
            }
            return any.stream().limit(size).mapToLong(Long::longValue).toArray();
        }
        long[] times = new long[size];
        long time = shape == 0 ? -3_600_000L : ORIGIN;
        for (int i = 0; i < size; i++) {
            times[i] = time;
            boolean gap = shape == 1 && chance(0.05);
            time += shape == 2 ? 1 + random.nextInt(100_000) : gap ? 60_000L * (2 + random.nextInt(5)) : 60_000L;
        }
        return times;
    }

    double[] values(int size) {
        double[] values = new double[size];
        int shape = random.nextInt(8);
        double walk = 1_000;
        double fixed = 100 * random.nextDouble();
        for (int i = 0; i < size; i++) {
            walk += random.nextInt(21) - 10;
            values[i] = switch (shape) {
                case 0 -> fixed;
                case 1 -> random.nextInt(1_000);
                case 2 -> random.nextInt(100_000) / 1_000.0;
                case 3 -> walk;
                case 4 -> random.nextInt(5_000) / (double) (1 + random.nextInt(200));
                case 5 -> anything();
                case 6 -> Float.intBitsToFloat(random.nextInt(1 << 30));
                default -> chance(0.9) ? 0 : chance(0.5) ? -0.0 : 1L << random.nextInt(63);
            };
        }
        return values;
    }

    private double anything() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MIN_VALUE;
    }

    long[] known(int size) {
        long[] known = new long[size];
        long since = 1_000 * ORIGIN;
        boolean seldom = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            since += chance(seldom ? 0.02 : 0.5) ? random.nextInt(2_000_000) - 500_000 : 0;
            known[i] = since;
        }
        return known;
    }

    /** Cuts points into pieces that share no time, in any order; with {@code mixed} they lie between each other. */
    <P extends Points<P>> List<P> pieces(P points, boolean mixed) {
        int count = 1 + random.nextInt(6);
        int[] piece = new int[points.size()];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = mixed ? random.nextInt(count) : i * count / piece.length;
        }
        List<P> pieces = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            int its = p;
            int[] rows = IntStream.range(0, piece.length)
                    .filter(i -> piece[i] == its)
                    .toArray();
            pieces.add(points.picked(points, rows));
        }
        Collections.shuffle(pieces, random);
        return pieces;
    }

    static long[] all(long value, int size) {
        long[] column = new long[size];
        Arrays.fill(column, value);
        return column;
    }
}
