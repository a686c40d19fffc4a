package io.throughline.core.telemetry;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histograms side by side in memory, in a quarter of the space that they take one by one: most counts are small, and each
 * histogram as an object of its own weighs more than what it holds. Whole numbers are LEB128 varints, the first bucket
 * zigzag. Immutable.
 */
final class HistogramColumn {

    private final double[] sums;
    private final double[] minima;
    private final double[] maxima;
    /** Where the counts of a histogram begin, and after the last those of none; an empty one has none. */
    private final int[] offsets;
    /** Of each histogram the zero count, the first bucket, the number of buckets and their counts. */
    private final byte[] counts;

    private HistogramColumn(double[] sums, double[] minima, double[] maxima, int[] offsets, byte[] counts) {
        this.sums = sums;
        this.minima = minima;
        this.maxima = maxima;
        this.offsets = offsets;
        this.counts = counts;
    }

    static HistogramColumn of(List<ExponentialHistogram> histograms) {
        int n = histograms.size();
        double[] sums = new double[n];
        double[] minima = new double[n];
        double[] maxima = new double[n];
        int[] offsets = new int[n + 1];
        Varints out = new Varints();
        int i = 0;
        for (ExponentialHistogram histogram : histograms) {
            sums[i] = histogram.sum();
            minima[i] = histogram.min();
            maxima[i] = histogram.max();
            if (!histogram.isEmpty()) {
                out.put(histogram.zeroCount());
                out.put(Integer.toUnsignedLong((histogram.firstBucket() << 1) ^ (histogram.firstBucket() >> 31)));
                long[] buckets = histogram.bucketCounts();
                out.put(buckets.length);
                for (long bucket : buckets) {
                    out.put(bucket);
                }
            }
            offsets[++i] = out.size;
        }
        return new HistogramColumn(sums, minima, maxima, offsets, Arrays.copyOf(out.bytes, out.size));
    }

    ExponentialHistogram at(int index) {
        if (offsets[index] == offsets[index + 1]) {
            return ExponentialHistogram.empty();
        }
        Varints in = new Varints(counts, offsets[index]);
        long zeroCount = in.next();
        long zigzag = in.next();
        long[] buckets = new long[(int) in.next()];
        long count = zeroCount;
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = in.next();
            count += buckets[i];
        }
        int first = (int) ((zigzag >>> 1) ^ -(zigzag & 1));
        return new ExponentialHistogram(count, sums[index], minima[index], maxima[index], zeroCount, first, buckets);
    }

    HistogramColumn range(int from, int to) {
        int[] shifted = Arrays.copyOfRange(offsets, from, to + 1);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= offsets[from];
        }
        return new HistogramColumn(
                Arrays.copyOfRange(sums, from, to),
                Arrays.copyOfRange(minima, from, to),
                Arrays.copyOfRange(maxima, from, to),
                shifted,
                Arrays.copyOfRange(counts, offsets[from], offsets[to]));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistogramColumn that
                && Arrays.equals(sums, that.sums)
                && Arrays.equals(minima, that.minima)
                && Arrays.equals(maxima, that.maxima)
                && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sums) + Arrays.hashCode(counts);
    }

    /** Whole numbers one after the other, to write or to read. */
    private static final class Varints {

        private byte[] bytes;
        private int size;

        Varints() {
            this(new byte[64], 0);
        }

        Varints(byte[] bytes, int at) {
            this.bytes = bytes;
            this.size = at;
        }

        void put(long value) {
            if (bytes.length - size < 10) {
                bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, bytes.length));
            }
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        long next() {
            byte next = bytes[size++];
            long value = next & 0x7F;
            for (int shift = 7; next < 0; shift += 7) {
                next = bytes[size++];
                value |= (long) (next & 0x7F) << shift;
            }
            return value;
        }
    }
}
