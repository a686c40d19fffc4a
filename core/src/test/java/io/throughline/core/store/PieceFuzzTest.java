package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.core.testkit.Mutations;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Whatever bytes a store gives back for a piece: points that read the same again, or one clear refusal. */
class PieceFuzzTest {

    private static final int TIMES = 20_000;

    @FuzzTest
    void numbers(byte[] input) {
        read(input, NumberPoints::decode);
    }

    @FuzzTest
    void histograms(byte[] input) {
        read(input, HistogramPoints::decode);
    }

    @FuzzTest
    void rolled(byte[] input) {
        read(input, RolledPoints::decode);
    }

    @Test
    void theyBearMutationsOfTheirCorpora() {
        Mutations.of(getClass(), "numbers").feed(TIMES, this::numbers);
        Mutations.of(getClass(), "histograms").feed(TIMES, this::histograms);
        Mutations.of(getClass(), "rolled").feed(TIMES, this::rolled);
    }

    private static <P extends Points<P>> void read(byte[] input, Function<byte[], P> decode) {
        tryOut(input, decode);
        tryOut(withRightChecksum(input), decode);
    }

    private static <P extends Points<P>> void tryOut(byte[] input, Function<byte[], P> decode) {
        P points;
        try {
            points = decode.apply(input);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("a piece of ").doesNotContain("\n", "null");
            return;
        }
        assertThat(points.size()).isLessThanOrEqualTo(Math.max(1 << 16, input.length));
        assertThat(decode.apply(points.encode())).isEqualTo(points);
    }

    private static byte[] withRightChecksum(byte[] input) {
        int end = Math.max(0, input.length - 4);
        CRC32C crc = new CRC32C();
        crc.update(input, 0, end);
        return ByteBuffer.allocate(end + 4)
                .put(Arrays.copyOf(input, end))
                .putInt((int) crc.getValue())
                .array();
    }
}
