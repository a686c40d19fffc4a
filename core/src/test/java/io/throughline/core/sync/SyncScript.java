package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A vendor's history and the syncs of it in an order drawn from a seed: early and late, partial and forced, cut off, with a
 * vendor that fails, cuts answers and repeats itself, and with a clock that goes wrong by up to a day. After all of it one
 * ordinary sync must leave what one ordered pass over the final vendor leaves in an empty store.
 */
final class SyncScript {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(3);
    private static final Instant END = BEGIN.plus(SPAN);
    private static final List<String> STREAMS = List.of(
            SimulatedVendor.METRICS, SimulatedVendor.RATINGS, SimulatedVendor.REQUESTS, SimulatedVendor.TICKETS);

    /** How a run ends that does not end well. */
    private enum Break {
        NONE,
        /** The vendor fails at a call. */
        VENDOR,
        /** The process ends at a call: nothing more is written. */
        PROCESS
    }

    /**
     * One sync.
     *
     * @param at the true time, by which the vendor answers
     * @param wrong how far the engine's clock is off
     */
    private record Step(
            Instant at,
            Duration wrong,
            Duration history,
            Duration until,
            boolean force,
            boolean dry,
            Set<String> skip,
            Break end,
            int calls,
            int limit,
            int page,
            Duration overlap,
            boolean lagging) {}

    private static final class ProcessEnded extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final VendorHistory history;
    private final List<Step> steps;

    private SyncScript(VendorHistory history, List<Step> steps) {
        this.history = history;
        this.steps = steps;
    }

    static SyncScript draw(long seed) {
        Random random = new Random(seed);
        int records = 5 + random.nextInt(60);
        List<Step> steps = new ArrayList<>();
        Instant at = BEGIN.plusSeconds(random.nextInt(86_400));
        Duration wrong = Duration.ZERO;
        while (at.isBefore(END)) {
            // The sync after a clock that was ahead sees all streams: one that is not looked at cannot tell.
            boolean sober = isAhead(wrong);
            Duration wait = random.nextInt(3) == 0 ? seconds(random, 300, 50_000) : seconds(random, 1, 7_200);
            if (sober) {
                // A clock that went ahead is found out as long as the true time has not caught up with it.
                wait = seconds(random, 1, (int) Math.max(2, wrong.toSeconds() / 2));
                wrong = Duration.ZERO;
            } else if (random.nextInt(5) == 0) {
                wrong = seconds(random, -86_400, 86_400);
            } else {
                wrong = Duration.ZERO;
            }
            at = at.plus(wait);
            steps.add(new Step(
                    at,
                    wrong,
                    random.nextInt(3) == 0 ? seconds(random, 60, 250_000) : SPAN.plusDays(2),
                    random.nextInt(6) == 0 ? seconds(random, 1, 100_000) : Duration.ZERO,
                    random.nextInt(8) == 0,
                    !sober && random.nextInt(10) == 0,
                    !sober && random.nextInt(4) == 0 ? Set.of(STREAMS.get(random.nextInt(STREAMS.size()))) : Set.of(),
                    !sober && random.nextInt(3) == 0
                            ? Break.values()[random.nextInt(Break.values().length)]
                            : Break.NONE,
                    random.nextInt(14),
                    random.nextInt(3) == 0 ? 1 + random.nextInt(8) : Integer.MAX_VALUE,
                    1 + random.nextInt(8),
                    seconds(random, 0, 7_200),
                    random.nextInt(4) == 0));
        }
        while (!steps.isEmpty() && isAhead(steps.get(steps.size() - 1).wrong())) {
            steps.remove(steps.size() - 1);
        }
        return new SyncScript(VendorHistory.draw(random.nextLong(), BEGIN, END, records), steps);
    }

    int length() {
        return steps.size();
    }

    /** Runs the first steps, then the ordinary sync, and returns how the outcome differs from one ordered pass, or "". */
    String outcome(TelemetryStore store, int count) {
        for (Step step : steps.subList(0, count)) {
            String before = step.dry() ? store.contentDigest() : "";
            run(store, step);
            if (step.dry() && !before.equals(store.contentDigest())) {
                return "a dry run wrote something: " + step;
            }
        }
        Instant settled = END.plus(Duration.ofDays(3));
        SyncReport report = pass(store, settled);
        try (TelemetryStore ordered = new InMemoryTelemetryStore()) {
            pass(ordered, settled);
            if (report.streams().stream().anyMatch(stream -> stream.outcome() != StreamResult.Outcome.READ)) {
                return "the last sync was not complete: " + report.streams();
            }
            String rows = ContentRows.difference(ContentRows.of(ordered, null), ContentRows.of(store, null));
            boolean comparable = ContentRows.areAllFromVendors(ordered) && ContentRows.areAllFromVendors(store);
            return rows.isEmpty() && comparable && !store.contentDigest().equals(ordered.contentDigest())
                    ? "the digests differ, the rows do not"
                    : rows;
        }
    }

    /**
     * Tells whether the script may end after so many steps: not with a clock that is ahead, for when the true time has
     * passed it before the next sync, nothing tells of it any more.
     */
    boolean mayEndAfter(int count) {
        return count == 0 || !isAhead(steps.get(count - 1).wrong());
    }

    private static boolean isAhead(Duration wrong) {
        return wrong.compareTo(Duration.ZERO) > 0;
    }

    /** Returns the steps, for people. */
    String describe(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (i + 1) + ": " + steps.get(i))
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private SyncReport pass(TelemetryStore store, Instant now) {
        SimulatedVendor vendor = new SimulatedVendor(history, () -> now, new SimulatedVendor.Mood() {});
        return engine(store, vendor, now)
                .run(SyncRequest.of(TimeWindow.endingAt(now, SPAN.plusDays(6))), SyncListener.none());
    }

    private void run(TelemetryStore store, Step step) {
        Instant told = step.at().plus(step.wrong());
        SimulatedVendor vendor = new SimulatedVendor(history, step::at, new StepMood(step));
        SyncRequest request = new SyncRequest(
                TimeWindow.endingAt(told.minus(step.until()), step.history()), Set.of(), step.skip(), step.force());
        try {
            engine(store, vendor, told).run(step.dry() ? request.dry() : request, SyncListener.none());
        } catch (ProcessEnded e) {
            // As when it was killed: the next step goes on.
        }
    }

    private static SyncEngine engine(TelemetryStore store, SimulatedVendor vendor, Instant now) {
        return SyncEngine.builder(store)
                .source(vendor)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .parallelism(1)
                .build();
    }

    private static Duration seconds(Random random, int from, int to) {
        return Duration.ofSeconds(from + random.nextInt(to - from));
    }

    private static final class StepMood implements SimulatedVendor.Mood {

        private final Step step;
        private int calls;

        StepMood(Step step) {
            this.step = step;
        }

        @Override
        public void before(String stream) {
            if (calls++ == step.calls() && step.end() == Break.PROCESS) {
                throw new ProcessEnded();
            }
        }

        @Override
        public void after(String stream) {
            if (step.end() == Break.VENDOR && calls >= step.calls()) {
                throw new ThroughlineException(ThroughlineException.Category.REMOTE, "the vendor is gone", null);
            }
        }

        @Override
        public int limit() {
            return step.limit();
        }

        @Override
        public int page() {
            return step.page();
        }

        @Override
        public Duration overlap() {
            return step.overlap();
        }

        @Override
        public boolean misses(String vendorId) {
            return step.lagging() && vendorId.hashCode() % 3 == 0;
        }
    }
}
