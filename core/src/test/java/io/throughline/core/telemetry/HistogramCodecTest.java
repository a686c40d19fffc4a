package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramCodecTest {

    @Test
    void readsBackWhatItWrote() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
            for (int i = random.nextInt(40); i > 0; i--) {
                double value = random.nextInt(5) == 0 ? 0 : Math.exp(20 * random.nextGaussian());
                builder.record(value, 1 + random.nextInt(1_000_000));
            }
            ExponentialHistogram histogram = builder.build();

            assertThat(ExponentialHistogram.decode(histogram.encode()))
                    .as("seed 5, round %d", round)
                    .isEqualTo(histogram);
        }
    }

    @Test
    void readsBackTheWidestHistogram() {
        ExponentialHistogram widest = ExponentialHistogram.builder()
                .record(Double.MIN_NORMAL, 1)
                .record(Double.MAX_VALUE, 1)
                .build();

        assertThat(ExponentialHistogram.decode(widest.encode())).isEqualTo(widest);
    }

    @Test
    void isSmall() {
        ExponentialHistogram one =
                ExponentialHistogram.builder().record(0.25, 1).build();

        assertThat(ExponentialHistogram.empty().encode()).hasSize(2);
        assertThat(one.encode()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void refusesEveryFormThatIsCutOffOrTooLong() {
        byte[] whole = ExponentialHistogram.builder()
                .record(0.1, 500)
                .record(3, 2)
                .build()
                .encode();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException()
                    .as("first %d bytes", length)
                    .isThrownBy(() -> ExponentialHistogram.decode(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.decode(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void survivesHostileBytes() {
        Random random = new Random(99);
        byte[] whole = ExponentialHistogram.builder()
                .record(0.1, 500)
                .record(3, 2)
                .build()
                .encode();
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes;
            if (random.nextBoolean()) {
                bytes = whole.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            } else {
                bytes = new byte[random.nextInt(80)];
                random.nextBytes(bytes);
                if (bytes.length > 0) {
                    bytes[0] = 1;
                }
            }
            decodeOrRefuse(bytes, round);
        }
    }

    private static void decodeOrRefuse(byte[] bytes, int round) {
        ExponentialHistogram histogram;
        try {
            histogram = ExponentialHistogram.decode(bytes);
        } catch (IllegalArgumentException e) {
            // Refused with the one exception that callers are told to expect.
            return;
        }
        // What is let in must be sound.
        assertThat(ExponentialHistogram.decode(histogram.encode()))
                .as("seed 99, round %d", round)
                .isEqualTo(histogram);
    }

    @Test
    void refusesAnotherVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.decode(new byte[] {2, 0}))
                .withMessageContaining("form 2");
    }

    @Test
    void refusesMoreBucketsThanCanBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.decode(form(1, 0, 1L << 40, 1)))
                .withMessageContaining("buckets");
    }

    @Test
    void refusesBucketsThatCannotBe() {
        long mostPositive = Integer.toUnsignedLong(Integer.MAX_VALUE << 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.decode(form(2, mostPositive, 2, 1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ExponentialHistogram.decode(form(1, 1L << 33, 1, 1)));
    }

    @Test
    void refusesCountsThatOverflow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.decode(form(7, 0, 2, Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    /** Returns the form with the given count, first bucket (zigzag), number of buckets and bucket counts. */
    private static byte[] form(long count, long first, long length, long... buckets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        varint(out, count);
        out.writeBytes(
                ByteBuffer.allocate(24).putDouble(1).putDouble(1).putDouble(1).array());
        varint(out, 0);
        varint(out, first);
        varint(out, length);
        for (long bucket : buckets) {
            varint(out, bucket);
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
