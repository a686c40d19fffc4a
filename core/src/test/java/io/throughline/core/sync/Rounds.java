package io.throughline.core.sync;

import io.throughline.core.store.Retention;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/**
 * A few days of syncs of one {@link SimulatedVendor}, from a seed: the history asked for grows back, days change, and at
 * last everything has come and what is old is rolled up.
 */
final class Rounds {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofHours(60);
    private static final int RECORDS = 300;

    /** Raw points for two days, so that the last round rolls up what the others brought. */
    private static final Retention RETENTION =
            new Retention(Duration.ofDays(2), Duration.ofHours(1), Duration.ofDays(30), Duration.ofDays(30));

    private record Round(Duration at, Duration history, boolean force, boolean maintain) {}

    private static final List<Round> ROUNDS = List.of(
            new Round(Duration.ofHours(24), Duration.ofHours(9), false, false),
            new Round(Duration.ofMinutes(24 * 60 + 20), Duration.ofHours(20), false, false),
            new Round(Duration.ofHours(31), Duration.ofDays(3), false, false),
            new Round(Duration.ofHours(47), Duration.ofDays(3), true, false),
            new Round(Duration.ofMinutes(48 * 60 + 30), Duration.ofDays(3), false, false),
            new Round(SPAN, Duration.ofDays(4), false, false),
            new Round(SPAN.plusDays(3), Duration.ofDays(7), false, false),
            new Round(SPAN.plusDays(3).plusMinutes(5), Duration.ofDays(7), false, true));

    private final VendorHistory history;

    Rounds(long seed) {
        this.history = VendorHistory.draw(seed, BEGIN, BEGIN.plus(SPAN), RECORDS);
    }

    static int count() {
        return ROUNDS.size();
    }

    /** Returns the instant of a round. */
    static Instant at(int round) {
        return BEGIN.plus(ROUNDS.get(round).at());
    }

    /** Syncs one round; {@code vendorTime} is by what the vendor answers. */
    SyncReport sync(
            TelemetryStore store,
            int round,
            Supplier<Instant> vendorTime,
            SimulatedVendor.Mood mood,
            Duration leaseLength) {
        return SyncEngine.builder(store)
                .source(new SimulatedVendor(history, vendorTime, mood))
                .clock(Clock.fixed(at(round), ZoneOffset.UTC))
                .leaseLength(leaseLength)
                .build()
                .run(
                        new SyncRequest(
                                TimeWindow.endingAt(at(round), ROUNDS.get(round).history()),
                                java.util.Set.of(),
                                java.util.Set.of(),
                                ROUNDS.get(round).force()),
                        SyncListener.none());
    }

    /** Rolls up what is due in a round. */
    static void maintain(TelemetryStore store, int round) {
        if (ROUNDS.get(round).maintain()) {
            store.maintain(RETENTION, at(round));
        }
    }

    /** Does all rounds without any interruption. */
    void all(TelemetryStore store) {
        for (int round = 0; round < count(); round++) {
            Instant now = at(round);
            SyncReport report = sync(store, round, () -> now, new SimulatedVendor.Mood() {}, Duration.ofMinutes(1));
            if (report.streams().stream().anyMatch(stream -> stream.outcome() != StreamResult.Outcome.READ)) {
                throw new IllegalStateException("round " + round + ": " + report.streams());
            }
            maintain(store, round);
        }
    }
}
