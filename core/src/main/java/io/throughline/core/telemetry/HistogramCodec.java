package io.throughline.core.telemetry;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The binary form of a histogram: one version byte, count, sum, min, max, zero count, first bucket, number of buckets,
 * bucket counts. Whole numbers are LEB128 varints (the first bucket zigzag), doubles eight bytes big-endian.
 */
final class HistogramCodec {

    private static final byte VERSION = 1;
    private static final int MOST_BUCKETS =
            ExponentialHistogram.HIGHEST_BUCKET - ExponentialHistogram.LOWEST_BUCKET + 1;

    private HistogramCodec() {}

    static byte[] encode(ExponentialHistogram histogram) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(40 + 2 * histogram.bucketCounts().length);
        out.write(VERSION);
        putVarint(out, histogram.count());
        if (!histogram.isEmpty()) {
            putDouble(out, histogram.sum());
            putDouble(out, histogram.min());
            putDouble(out, histogram.max());
            putVarint(out, histogram.zeroCount());
            int first = histogram.firstBucket();
            putVarint(out, Integer.toUnsignedLong((first << 1) ^ (first >> 31)));
            long[] buckets = histogram.bucketCounts();
            putVarint(out, buckets.length);
            for (long bucket : buckets) {
                putVarint(out, bucket);
            }
        }
        return out.toByteArray();
    }

    static ExponentialHistogram decode(ByteBuffer in) {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("histogram has form " + version + ", known is " + VERSION);
            }
            long count = getVarint(in);
            ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
            if (count != 0) {
                builder.totals(in.getDouble(), in.getDouble(), in.getDouble());
                builder.zero(getVarint(in));
                long zigzag = getVarint(in);
                long first = (zigzag >>> 1) ^ -(zigzag & 1);
                long length = getVarint(in);
                if (length < 0 || length > MOST_BUCKETS) {
                    throw new IllegalArgumentException("histogram claims " + length + " buckets");
                }
                for (int i = 0; i < length; i++) {
                    builder.bucket(Math.toIntExact(first + i), getVarint(in));
                }
            }
            ExponentialHistogram histogram = builder.build();
            if (histogram.count() != count || in.hasRemaining()) {
                throw new IllegalArgumentException("histogram's counts do not add up to " + count);
            }
            return histogram;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("histogram ends early", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("histogram holds a number that is too large", e);
        }
    }

    private static void putDouble(ByteArrayOutputStream out, double value) {
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    private static void putVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long getVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("histogram holds a number of more than 64 bits");
    }
}
