package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramPointsTest {

    private static final int CASES = Boolean.getBoolean("throughline.thorough") ? 20_000 : 1_000;
    private static final long HOUR = 3_600_000;

    private static byte[] of(double... values) {
        ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
        for (double value : values) {
            histogram.record(value, 1);
        }
        return histogram.build().encode();
    }

    @Test
    void whateverTheyAreTheyComeBackAsTheyWere() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            HistogramPoints points = random.histograms(random.below(100));

            assertThat(HistogramPoints.decode(points.encode()))
                    .as("seed " + seed)
                    .isEqualTo(points);
        }
    }

    @Test
    void joinedInAnyOrderPiecesAreTheSamePoints() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            HistogramPoints points = random.histograms(1 + random.below(100));

            assertThat(HistogramPoints.join(random.pieces(points, random.chance(0.5))))
                    .as("seed " + seed)
                    .isEqualTo(points);
        }
    }

    @Test
    void aReplacementComparesThemByTheirBytes() {
        HistogramPoints there =
                HistogramPoints.of(new long[] {0, 60, 120}, new byte[][] {of(1), of(2), of(3)}, new long[] {1, 1, 1});
        HistogramPoints wanted =
                HistogramPoints.of(new long[] {0, 60, 180}, new byte[][] {of(1), of(5), of(4)}, new long[] {9, 9, 9});

        Replacement<HistogramPoints> replacement = there.replace(new long[] {0}, new long[] {HOUR}, wanted, 2);

        assertThat(replacement.counts()).isEqualTo(new WriteResult(1, 1, 1, 1));
        assertThat(replacement.current())
                .isEqualTo(HistogramPoints.of(
                        new long[] {0, 60, 180}, new byte[][] {of(1), of(5), of(4)}, new long[] {1, 2, 2}));
        assertThat(replacement.superseded())
                .isEqualTo(HistogramPoints.of(new long[] {60, 120}, new byte[][] {of(2), of(3)}, new long[] {1, 1}));
    }

    @Test
    void rolledUpAStepHoldsAllItsValues() {
        HistogramPoints points = HistogramPoints.of(
                new long[] {-1, 0, HOUR - 1, HOUR}, new byte[][] {of(1), of(2, 3), of(4), of(5)}, new long[] {4, 7, 5, 6
                });

        assertThat(points.rollUp(HOUR))
                .isEqualTo(HistogramPoints.of(
                        new long[] {-HOUR, 0, HOUR}, new byte[][] {of(1), of(2, 3, 4), of(5)}, new long[] {4, 7, 6}));
    }

    @Test
    void rolledUpInPartsTheyAreAsRolledUpAtOnce() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            HistogramPoints points = random.histograms(1 + random.below(100));
            List<HistogramPoints> parts = new ArrayList<>();
            for (HistogramPoints part : points.byCell(24 * HOUR).values()) {
                parts.add(part.rollUp(HOUR));
            }

            assertThat(HistogramPoints.join(parts)).as("seed " + seed).isEqualTo(points.rollUp(HOUR));
            assertThat(points.rollUp(HOUR).rollUp(24 * HOUR)).as("seed " + seed).isEqualTo(points.rollUp(24 * HOUR));
        }
    }

    @Test
    void bytesThatAreNoHistogramAreRefusedWhenTheyAreRead() {
        HistogramPoints points = HistogramPoints.of(new long[] {0}, new byte[][] {{9, 9}}, new long[] {1});

        assertThatThrownBy(() -> HistogramPoints.decode(points.encode()).valueAt(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
