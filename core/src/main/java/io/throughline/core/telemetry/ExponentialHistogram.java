package io.throughline.core.telemetry;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of non-negative values as an OpenTelemetry exponential histogram of the fixed scale {@value #SCALE}.
 *
 * <p>Bucket {@code i} holds the values in {@code (base^i, base^(i+1)]} with {@code base = 2^(2^-4)}, so that any
 * quantile is known within a relative error of {@code (base - 1) / (base + 1)}, which is less than 2.2 %. Values below
 * {@link Double#MIN_NORMAL} count as zero. Histograms of the same scale merge exactly; counts are weighted by sampling.
 * Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">OpenTelemetry
 *     metrics data model, ExponentialHistogram</a>
 */
public final class ExponentialHistogram {

    /** The scale: sixteen buckets for each power of two. */
    public static final int SCALE = 4;

    private static final int BUCKETS_PER_OCTAVE = 1 << SCALE;
    /** The bucket of {@link Double#MIN_NORMAL}; nothing smaller has one. */
    static final int LOWEST_BUCKET = Double.MIN_EXPONENT * BUCKETS_PER_OCTAVE - 1;
    /** The bucket of {@link Double#MAX_VALUE}. */
    static final int HIGHEST_BUCKET = (Double.MAX_EXPONENT + 1) * BUCKETS_PER_OCTAVE - 1;

    private static final double[] UPPER_BOUNDS = upperBoundsOfOneOctave();
    private static final ExponentialHistogram EMPTY =
            new ExponentialHistogram(0, 0, Double.NaN, Double.NaN, 0, 0, new long[0]);

    private final long count;
    private final double sum;
    private final double min;
    private final double max;
    private final long zeroCount;
    private final int firstBucket;
    private final long[] buckets;

    /** Keeps the array; counts must add up. */
    ExponentialHistogram(
            long count, double sum, double min, double max, long zeroCount, int firstBucket, long[] buckets) {
        this.count = count;
        this.sum = sum;
        this.min = min;
        this.max = max;
        this.zeroCount = zeroCount;
        this.firstBucket = firstBucket;
        this.buckets = buckets;
    }

    /** Returns the histogram of no values. */
    public static ExponentialHistogram empty() {
        return EMPTY;
    }

    /** Returns a new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the index of the bucket that holds a value.
     *
     * @param value at least {@link Double#MIN_NORMAL}, finite
     */
    public static int bucketOf(double value) {
        if (!(value >= Double.MIN_NORMAL) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("value must be finite and at least Double.MIN_NORMAL, was " + value);
        }
        int exponent = Math.getExponent(value);
        double significand = Math.scalb(value, -exponent);
        if (significand == 1.0) {
            // Upper bounds belong to their bucket: an exact power of two closes the octave below.
            return exponent * BUCKETS_PER_OCTAVE - 1;
        }
        int within = Arrays.binarySearch(UPPER_BOUNDS, significand);
        return exponent * BUCKETS_PER_OCTAVE + (within >= 0 ? within : -within - 1);
    }

    /** Returns the upper bound of a bucket, which is also the (excluded) lower bound of the next. */
    public static double upperBoundOf(int bucket) {
        int octave = Math.floorDiv(bucket, BUCKETS_PER_OCTAVE);
        return Math.scalb(UPPER_BOUNDS[Math.floorMod(bucket, BUCKETS_PER_OCTAVE)], octave);
    }

    /** Returns the number of values, weighted by sampling. */
    public long count() {
        return count;
    }

    /** Returns the sum of the values. */
    public double sum() {
        return sum;
    }

    /** Returns the smallest value, or {@code NaN} if there are none. */
    public double min() {
        return min;
    }

    /** Returns the largest value, or {@code NaN} if there are none. */
    public double max() {
        return max;
    }

    /** Returns the number of values that count as zero. */
    public long zeroCount() {
        return zeroCount;
    }

    /** Returns the index of the first bucket of {@link #bucketCounts()}. */
    public int firstBucket() {
        return firstBucket;
    }

    /** Returns a copy of the counts of the buckets from {@link #firstBucket()} on; first and last are not zero. */
    public long[] bucketCounts() {
        return buckets.clone();
    }

    /** Tells whether there are no values. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns the mean, or {@code NaN} if there are no values. */
    public double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    /**
     * Returns the value below or at which the given share of all values lies, within 2.2 % of the exact sample quantile
     * (nearest rank).
     *
     * @param share in {@code [0, 1]}
     * @return the quantile, or {@code NaN} if there are no values
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in [0, 1], was " + share);
        }
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        if (rank <= zeroCount) {
            return Math.max(0, Math.min(min, 0));
        }
        long seen = zeroCount;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return Math.min(max, Math.max(min, representative(firstBucket + i)));
            }
        }
        return max;
    }

    /** Returns the number of values that lie in buckets wholly above {@code threshold}. */
    public long countAbove(double threshold) {
        if (threshold < Double.MIN_NORMAL) {
            return count - zeroCount;
        }
        int bucket = bucketOf(threshold);
        long above = 0;
        for (int i = Math.max(0, bucket + 1 - firstBucket); i < buckets.length; i++) {
            above += buckets[i];
        }
        return above;
    }

    /** Returns the histogram of the values of both. */
    public ExponentialHistogram merge(ExponentialHistogram other) {
        return builder().merge(this).merge(other).build();
    }

    /** Returns the compact binary form, the same on every store; {@link #decode} reads it back. */
    public byte[] encode() {
        return HistogramCodec.encode(this);
    }

    /**
     * Reads the compact binary form.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static ExponentialHistogram decode(byte[] bytes) {
        return HistogramCodec.decode(ByteBuffer.wrap(bytes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExponentialHistogram that
                && count == that.count
                && zeroCount == that.zeroCount
                && firstBucket == that.firstBucket
                && Double.compare(sum, that.sum) == 0
                && Double.compare(min, that.min) == 0
                && Double.compare(max, that.max) == 0
                && Arrays.equals(buckets, that.buckets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, sum, min, max, zeroCount, firstBucket, Arrays.hashCode(buckets));
    }

    @Override
    public String toString() {
        return "ExponentialHistogram[count=" + count + ", sum=" + sum + ", min=" + min + ", max=" + max + "]";
    }

    /** The point of a bucket whose largest relative distance to any value in it is least: the harmonic mean. */
    private static double representative(int bucket) {
        double lower = upperBoundOf(bucket - 1);
        double upper = upperBoundOf(bucket);
        return 2 * lower / (lower / upper + 1);
    }

    private static double[] upperBoundsOfOneOctave() {
        double[] bounds = new double[BUCKETS_PER_OCTAVE];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = StrictMath.pow(2, (i + 1) / (double) BUCKETS_PER_OCTAVE);
        }
        return bounds;
    }

    /** Collects values, bucket counts and other histograms. Not thread-safe. */
    public static final class Builder {

        private long count;
        private double sum;
        private double min = Double.NaN;
        private double max = Double.NaN;
        private long zeroCount;
        private int firstBucket;
        private long[] buckets = new long[0];

        private Builder() {}

        /**
         * Adds one value that stands for {@code weight} of them.
         *
         * @param value finite, at least 0
         * @param weight at least 1
         */
        public Builder record(double value, long weight) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("value must be finite and not negative, was " + value);
            }
            if (weight < 1) {
                throw new IllegalArgumentException("weight must be at least 1, was " + weight);
            }
            if (value < Double.MIN_NORMAL) {
                zero(weight);
            } else {
                bucket(bucketOf(value), weight);
            }
            return totals(value * weight, value, value);
        }

        /** Adds a count to the values that count as zero; tell their share of the totals with {@link #totals}. */
        public Builder zero(long values) {
            requireNotNegative(values);
            zeroCount = Math.addExact(zeroCount, values);
            count = Math.addExact(count, values);
            return this;
        }

        /** Adds a count to a bucket; tell the values' share of the totals with {@link #totals}. */
        public Builder bucket(int index, long values) {
            requireNotNegative(values);
            if (index < LOWEST_BUCKET || index > HIGHEST_BUCKET) {
                throw new IllegalArgumentException("no value lies in bucket " + index + " at scale " + SCALE);
            }
            if (values > 0) {
                makeRoom(index, index);
                buckets[index - firstBucket] = Math.addExact(buckets[index - firstBucket], values);
                count = Math.addExact(count, values);
            }
            return this;
        }

        /** Adds to the sum and widens minimum and maximum. */
        public Builder totals(double sum, double min, double max) {
            if (!Double.isFinite(sum) || !(min >= 0) || !(max >= min) || Double.isInfinite(max)) {
                throw new IllegalArgumentException(
                        "totals must be finite with 0 <= min <= max: sum " + sum + ", min " + min + ", max " + max);
            }
            this.sum += sum;
            this.min = Double.isNaN(this.min) ? min : Math.min(this.min, min);
            this.max = Double.isNaN(this.max) ? max : Math.max(this.max, max);
            return this;
        }

        /** Adds all values of another histogram. */
        public Builder merge(ExponentialHistogram other) {
            if (other.count == 0) {
                return this;
            }
            if (other.buckets.length > 0) {
                makeRoom(other.firstBucket, other.firstBucket + other.buckets.length - 1);
                for (int i = 0; i < other.buckets.length; i++) {
                    int at = other.firstBucket + i - firstBucket;
                    buckets[at] = Math.addExact(buckets[at], other.buckets[i]);
                }
            }
            zeroCount = Math.addExact(zeroCount, other.zeroCount);
            count = Math.addExact(count, other.count);
            return totals(other.sum, other.min, other.max);
        }

        /**
         * Returns the histogram collected so far.
         *
         * @throws IllegalStateException if counts were given without their totals
         */
        public ExponentialHistogram build() {
            if (count == 0) {
                return EMPTY;
            }
            if (Double.isNaN(min)) {
                throw new IllegalStateException("a histogram with counts needs its totals (sum, min, max)");
            }
            int from = 0;
            int to = buckets.length;
            while (from < to && buckets[from] == 0) {
                from++;
            }
            while (to > from && buckets[to - 1] == 0) {
                to--;
            }
            return new ExponentialHistogram(
                    count,
                    sum,
                    min,
                    max,
                    zeroCount,
                    from == to ? 0 : firstBucket + from,
                    Arrays.copyOfRange(buckets, from, to));
        }

        private void makeRoom(int first, int last) {
            if (buckets.length == 0) {
                firstBucket = first;
                buckets = new long[last - first + 1];
                return;
            }
            int newFirst = Math.min(first, firstBucket);
            int newLast = Math.max(last, firstBucket + buckets.length - 1);
            if (newFirst == firstBucket && newLast == firstBucket + buckets.length - 1) {
                return;
            }
            long[] wider = new long[newLast - newFirst + 1];
            System.arraycopy(buckets, 0, wider, firstBucket - newFirst, buckets.length);
            buckets = wider;
            firstBucket = newFirst;
        }

        private static void requireNotNegative(long values) {
            if (values < 0) {
                throw new IllegalArgumentException("a count must not be negative, was " + values);
            }
        }
    }
}
