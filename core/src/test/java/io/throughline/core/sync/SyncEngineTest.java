package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.StreamState;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncEngineTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HISTORY = Duration.ofHours(24);

    private final ScriptedSource lab = new ScriptedSource();
    private final LeasingStore store = new LeasingStore();

    @BeforeEach
    void aDayOfPointsAndTwoThings() {
        for (int hour = 0; hour < 24; hour++) {
            Instant time = NOON.minus(Duration.ofHours(24 - hour)).plusSeconds(300);
            lab.point(time.toString(), hour, time.plusSeconds(60).toString());
        }
        lab.thing("a", "release a", "2026-03-02T08:00:00Z");
        lab.thing("b", "release b", "2026-03-02T09:00:00Z");
    }

    @Test
    void bringsTheWholeHorizonNewestFirst() {
        SyncReport report = syncAt(NOON);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.written().added()).isEqualTo(26);
        assertThat(values()).hasSize(24).startsWith(0.0).endsWith(23.0);
        assertThat(lab.reads.get(0).to()).isEqualTo(NOON);
        assertThat(lab.reads).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void writesNothingTheSecondTime() {
        syncAt(NOON);
        String before = store.contentDigest();

        SyncReport second = syncAt(NOON.plusSeconds(60));

        assertThat(second.written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(before);
        assertThat(state(ScriptedSource.MEASURED).watermark()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void readsAgainOnlyTheWindowInWhichSomethingArrivedLate() {
        syncAt(NOON);
        lab.reads.clear();
        lab.point("2026-03-01T20:30:00Z", 99, "2026-03-02T12:10:00Z");

        syncAt(NOON.plus(Duration.ofMinutes(20)));

        assertThat(lab.reads)
                .contains(new TimeWindow(Instant.parse("2026-03-01T20:00:00Z"), Instant.parse("2026-03-01T21:00:00Z")))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(values()).contains(99.0);
    }

    @Test
    void readsBackwardsWhatALongerHistoryAsksFor() {
        lab.point("2026-02-28T10:00:00Z", -1, "2026-02-28T10:01:00Z");
        syncAt(NOON);

        engine(NOON).run(SyncRequest.of(TimeWindow.endingAt(NOON, Duration.ofDays(3))), SyncListener.none());

        assertThat(values()).startsWith(-1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void endsTheSameAfterARunThatBrokeOff(int readsBeforeTheBreak) {
        LeasingStore uninterrupted = new LeasingStore();
        engine(uninterrupted, NOON).run(request(NOON), SyncListener.none());
        lab.reads.clear();

        lab.failAfterReads = readsBeforeTheBreak;
        SyncReport broken = syncAt(NOON);
        lab.failAfterReads = Integer.MAX_VALUE;
        lab.reads.clear();
        syncAt(NOON.plusSeconds(30));

        // A day takes four reads of six hours and one for the part of the grid that the day begins in.
        assertThat(broken.failures()).hasSize(readsBeforeTheBreak < 4 ? 1 : 0);
        assertThat(store.contentDigest()).isEqualTo(uninterrupted.contentDigest());
        assertThat(lab.reads.size()).isLessThanOrEqualTo(4 - readsBeforeTheBreak + 2);
    }

    @Test
    void splitsAWindowThatTheVendorCut() {
        lab.vendorLimit = Duration.ofHours(2);

        SyncReport report = syncAt(NOON);

        assertThat(report.isComplete()).isTrue();
        assertThat(values()).hasSize(24);
    }

    @Test
    void doesNotTakeACutGridWindowAsRead() {
        lab.vendorLimit = Duration.ofMinutes(10);

        SyncReport report = syncAt(NOON);

        assertThat(report.isComplete()).isFalse();
        assertThat(result(report, ScriptedSource.MEASURED).completeness().truncated())
                .isTrue();
        lab.vendorLimit = Duration.ofDays(1);
        assertThat(syncAt(NOON.plusSeconds(30)).isComplete()).isTrue();
        assertThat(values()).hasSize(24);
    }

    @Test
    void keepsOtherStreamsGoingWhenOneFails() {
        lab.revisedIsDown = true;

        SyncReport report = syncAt(NOON);

        assertThat(result(report, ScriptedSource.REVISED).error()).contains("things are closed");
        assertThat(result(report, ScriptedSource.MEASURED).failed()).isFalse();
        assertThat(values()).hasSize(24);
        assertThat(state(ScriptedSource.REVISED).completeness().state()).isEqualTo(State.FAILED);
    }

    @Test
    void neverCountsAFailedFirstReadAsASuccess() {
        lab.failAfterReads = 0;
        lab.revisedIsDown = true;

        for (int minute = 0; minute < 3; minute++) {
            assertThat(syncAt(NOON.plusSeconds(60L * minute)).failures()).hasSize(2);
        }

        for (String stream : List.of(ScriptedSource.MEASURED, ScriptedSource.REVISED)) {
            assertThat(state(stream).attempts().succeededAt()).as(stream).isNull();
            assertThat(state(stream).attempts().failures()).as(stream).isEqualTo(3);
        }
    }

    @Test
    void saysWhatWasLeftOut() {
        SyncReport report = engine(NOON)
                .run(
                        new SyncRequest(TimeWindow.endingAt(NOON, HISTORY), Set.of(), Set.of("lab/things"), false),
                        SyncListener.none());

        assertThat(result(report, ScriptedSource.REVISED).completeness().state())
                .isEqualTo(State.SKIPPED);
        assertThat(store.read(WindowQuery.all(TimeWindow.endingAt(NOON, HISTORY)))
                        .completeness()
                        .isComplete())
                .isFalse();
    }

    @Test
    void replacesAPointThatTheVendorCorrectedAndDropsOneThatVanished() {
        syncAt(NOON);
        lab.point("2026-03-02T11:05:00Z", 1000, "2026-03-02T12:01:00Z");
        lab.forget("2026-03-02T10:05:00Z");

        engine(NOON.plusSeconds(300))
                .run(
                        new SyncRequest(TimeWindow.endingAt(NOON, HISTORY), Set.of(), Set.of(), true),
                        SyncListener.none());

        assertThat(values()).hasSize(23).endsWith(1000.0).doesNotContain(22.0, 23.0);
    }

    @Test
    void takesRevisionsAndFindsDeletionsOnTheNextDay() {
        syncAt(NOON);
        lab.thing("a", "release a, renamed", "2026-03-02T08:00:00Z");
        lab.delete("b");

        syncAt(NOON.plus(Duration.ofHours(1)));
        assertThat(titles()).containsExactly("release a, renamed", "release b");

        syncAt(NOON.plus(Duration.ofHours(13)));
        assertThat(titles()).containsExactly("release a, renamed");
    }

    @Test
    void aWalkThatHasNotEndedIsNotCalledComplete() {
        List<StreamCompleteness.State> written = new ArrayList<>();
        engine(NOON).run(request(NOON), new SyncListener() {
            @Override
            public void progressed(String stream, int reads, long rows) {
                if (stream.equals(ScriptedSource.REVISED)) {
                    written.add(state(stream).completeness().state());
                }
            }
        });

        assertThat(written).containsExactly(StreamCompleteness.State.PARTIAL, StreamCompleteness.State.COMPLETE);
        assertThat(state(ScriptedSource.REVISED).completeness().notes()).isEmpty();
    }

    private SyncReport syncAt(Instant now) {
        return engine(now).run(request(now), SyncListener.none());
    }

    private SyncEngine engine(Instant now) {
        return engine(store, now);
    }

    private SyncEngine engine(LeasingStore target, Instant now) {
        return SyncEngine.builder(target)
                .source(lab)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private static SyncRequest request(Instant now) {
        return SyncRequest.of(TimeWindow.endingAt(now, HISTORY));
    }

    private static StreamResult result(SyncReport report, String stream) {
        return report.streams().stream()
                .filter(result -> result.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private StreamState state(String stream) {
        return store.state(stream).orElseThrow();
    }

    private List<Double> values() {
        NumberSeries series = (NumberSeries) content().series().get(0);
        return java.util.Arrays.stream(series.values()).boxed().toList();
    }

    private List<String> titles() {
        return content().events().stream()
                .filter(event -> event.provenance().stream().equals(ScriptedSource.REVISED))
                .map(Event::title)
                .toList();
    }

    private WindowContent content() {
        return store.read(
                WindowQuery.all(new TimeWindow(NOON.minus(Duration.ofDays(4)), NOON.plus(Duration.ofDays(2)))));
    }
}
