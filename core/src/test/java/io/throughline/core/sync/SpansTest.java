package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

    @Test
    void areASetOfCells() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Spans spans = new Spans();
            BitSet cells = new BitSet();
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(50);
                int to = from + 1 + random.nextInt(8);
                if (random.nextInt(3) > 0) {
                    spans.add(window(from, to));
                    cells.set(from, to);
                } else {
                    spans.remove(window(from, to));
                    cells.clear(from, to);
                }
                assertThat(cells(spans)).as("seed %d, round %d", seed, round).isEqualTo(cells);
            }
            List<TimeWindow> list = spans.list();
            for (int i = 1; i < list.size(); i++) {
                assertThat(list.get(i - 1).to()).isBefore(list.get(i).from());
            }
        }
    }

    @Test
    void giveTheirNewestPartFirst() {
        Spans spans = new Spans(List.of(window(0, 3), window(10, 20)));

        assertThat(spans.newest(Duration.ofHours(4))).isEqualTo(window(16, 20));
        assertThat(spans.end()).isEqualTo(hour(20));
        spans.remove(window(10, 20));
        assertThat(spans.newest(Duration.ofHours(4))).isEqualTo(window(0, 3));
        assertThat(spans.reads(Duration.ofHours(2))).isEqualTo(2);
    }

    @Test
    void closeTheNarrowestGapsWhenThereAreTooMany() {
        Spans spans = new Spans(List.of(window(0, 1), window(10, 11), window(12, 13), window(30, 31)));

        spans.coarsen(3);

        assertThat(spans.list()).containsExactly(window(0, 1), window(10, 13), window(30, 31));
    }

    private static BitSet cells(Spans spans) {
        BitSet cells = new BitSet();
        for (TimeWindow span : spans.list()) {
            cells.set(index(span.from()), index(span.to()));
        }
        return cells;
    }

    private static int index(Instant instant) {
        return (int) (instant.getEpochSecond() / 3600);
    }

    private static TimeWindow window(int from, int to) {
        return new TimeWindow(hour(from), hour(to));
    }

    private static Instant hour(int hour) {
        return Instant.EPOCH.plus(Duration.ofHours(hour));
    }
}
