package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What breaks a store's rules is taken out, whatever it is; the rest is what it was. */
class SoundBatchTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final TimeWindow HOUR = TimeWindow.endingAt(NOON, Duration.ofHours(1));
    private static final EntityId ONE = new EntityId("lab", "bench", "one");
    private static final EntityId TWO = new EntityId("lab", "bench", "two");
    private static final StreamState STATE = state("lab/points");

    @Test
    void leavesASoundBatchAsItIs() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.series(points(1, 2, 3));
        batch.event(event("a", 5, "lab/points"));
        batch.dependency(edge(HOUR, "lab/points"));
        batch.setAside(new SetAside("lab/points", "x", NOON.minusSeconds(9), "odd", "{}"));

        TelemetryBatch sound = SoundBatch.ofReplacement(List.of(HOUR), batch, STATE);

        assertThat(sound.series()).isEqualTo(batch.series());
        assertThat(sound.events()).containsExactlyElementsOf(batch.events());
        assertThat(sound.dependencies()).isEqualTo(batch.dependencies());
        assertThat(sound.setAside()).containsExactlyElementsOf(batch.setAside());
    }

    @Test
    void takesOutWhatLiesOutsideOrBelongsElsewhereOrComesTwice() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.series(points(-1, 2, 3, 61));
        batch.series(points(3, 4).slice(HOUR));
        batch.series(NumberSeries.of(key(), null, new long[] {at(4)}, new double[] {-4}));
        batch.event(event("early", -5, "lab/points"));
        batch.event(event("foreign", 5, "lab/others"));
        batch.event(event("good", 5, "lab/points"));
        batch.dependency(edge(new TimeWindow(HOUR.from().minusSeconds(60), HOUR.to()), "lab/points"));
        batch.dependency(edge(HOUR, "lab/points"));
        batch.dependency(edge(HOUR, "lab/others"));
        batch.setAside(new SetAside("lab/others", "x", NOON.plusSeconds(9), "odd", null));
        assertThatThrownBy(() -> BatchRules.checkReplacement(List.of(HOUR), batch, STATE))
                .isInstanceOf(IllegalArgumentException.class);

        TelemetryBatch sound = SoundBatch.ofReplacement(List.of(HOUR), batch, STATE);

        BatchRules.checkReplacement(List.of(HOUR), sound, STATE);
        assertThat(sound.events())
                .extracting(event -> event.provenance().vendorId())
                .containsExactly("good");
        assertThat(sound.dependencies()).hasSize(1);
        assertThat(sound.series().stream().mapToInt(piece -> piece.size()).sum())
                .isEqualTo(3);
        assertThat(sound.setAside())
                .hasSize(7)
                .allMatch(record -> record.stream().equals("lab/points") && HOUR.contains(record.time()))
                .extracting(SetAside::reason)
                .anyMatch(reason -> reason.startsWith("2 points outside of the window that was read, the first at "))
                .anyMatch(reason -> reason.startsWith("1 point came twice with different values"))
                .anyMatch(reason -> reason.contains("belongs to stream lab/others"))
                .contains("odd");
    }

    @Test
    void isAlwaysWhatTheRulesAllow() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TelemetryBatch batch = new TelemetryBatch();
            for (int i = 0; i < 12; i++) {
                int minute = random.nextInt(90) - 15;
                String stream = random.nextInt(4) == 0 ? "lab/others" : "lab/points";
                switch (random.nextInt(4)) {
                    case 0 -> batch.series(points(minute, minute + 1 + random.nextInt(20)));
                    case 1 -> batch.event(event("e" + random.nextInt(5), minute, stream));
                    case 2 ->
                        batch.dependency(edge(
                                TimeWindow.endingAt(Instant.ofEpochMilli(at(minute)), Duration.ofMinutes(5)), stream));
                    default ->
                        batch.setAside(new SetAside(
                                stream, "s" + random.nextInt(3), Instant.ofEpochMilli(at(minute)), "odd", null));
                }
            }
            TelemetryBatch sound = SoundBatch.ofReplacement(List.of(HOUR), batch, STATE);
            assertThatCode(() -> BatchRules.checkReplacement(List.of(HOUR), sound, STATE))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
            boolean wasSound = sound.rows() == batch.rows();
            assertThat(sound.setAside().size() == batch.setAside().size() || !wasSound)
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void ofARevisionHasNeitherEdgesNorWhatIsRolledUp() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.series(points(1, 2, 30));
        batch.dependency(edge(HOUR, "lab/points"));
        batch.event(event("a", -500, "lab/points"));

        TelemetryBatch sound = SoundBatch.ofRevision(batch, STATE, Instant.ofEpochMilli(at(2)));

        BatchRules.checkRevision(sound, STATE);
        assertThat(sound.series().get(0).size()).isEqualTo(2);
        assertThat(sound.events()).hasSize(1);
        assertThat(sound.setAside())
                .extracting(SetAside::reason)
                .containsExactly("an edge belongs to a measured stream");
    }

    private static NumberSeries points(int... minutes) {
        long[] times =
                java.util.Arrays.stream(minutes).mapToLong(SoundBatchTest::at).toArray();
        double[] values = java.util.Arrays.stream(minutes).asDoubleStream().toArray();
        return NumberSeries.of(key(), Duration.ofMinutes(1), times, values);
    }

    private static SeriesKey key() {
        return new SeriesKey(ONE, "lab.value", Unit.ONE, SeriesKind.GAUGE, Attributes.empty());
    }

    private static long at(int minute) {
        return HOUR.from().plusSeconds(60L * minute).toEpochMilli();
    }

    private static Change event(String id, int minute, String stream) {
        Instant time = Instant.ofEpochMilli(at(minute));
        return new Change(
                new EventHeader(ONE, null, time, time, id, Attributes.empty(), new Provenance(stream, id, null)),
                Change.Type.RELEASE,
                null,
                null,
                null,
                List.of());
    }

    private static Dependency edge(TimeWindow window, String stream) {
        return new Dependency(
                ONE, TWO, "http", window, 1, 0, ExponentialHistogram.empty(), new Provenance(stream, "e", null));
    }

    private static StreamState state(String stream) {
        return new StreamState(stream, NOON, NOON.toString(), NOON, StreamCompleteness.complete(stream, NOON));
    }
}
