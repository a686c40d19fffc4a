package io.throughline.core.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.throughline.core.ThroughlineException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SetAside;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.BatchRules;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TelemetrySource} must do. Whoever writes one proves it with a subclass that says how a source over a
 * small known vendor is opened and which event time is of interest; what else it says lets more be tried, and what it does
 * not say is reported as skipped.
 *
 * <pre>{@code
 * class LabSourceContractTest extends TelemetrySourceContract {
 *     private final LabServer server = LabServer.start();
 *
 *     protected TelemetrySource open() { return new LabSource(server.uri()); }
 *     protected TimeWindow horizon() { return server.recorded(); }
 *     protected TelemetrySource openFailing() { return new LabSource(URI.create("http://localhost:1")); }
 * }
 * }</pre>
 *
 * <p>Within one test the vendor stays as it is, unless a hook changes it. Nothing here waits longer than it must; calls to
 * the vendor are kept few by {@link #mostWindows()} and {@link #mostResumes()}.
 */
public abstract class TelemetrySourceContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(5);

    /** Opens a source over the vendor, without any call to it; called several times in a test, always over the same. */
    protected abstract TelemetrySource open() throws Exception;

    /** Returns the event time of interest: the vendor should have something of each stream in it, late in it at best. */
    protected abstract TimeWindow horizon();

    /** Returns the present instant of the vendor; the end of the horizon unless said otherwise. */
    protected Instant now() {
        return horizon().to();
    }

    /** Opens a source whose vendor cannot be read: nothing answers, or it refuses the credentials. */
    protected TelemetrySource openFailing() throws Exception {
        return skipped("openFailing");
    }

    /** Returns texts that no message may hold: tokens, passwords. */
    protected Set<String> secrets() {
        return Set.of();
    }

    /** Makes the vendor have more within the horizon: late data, changed and new things. {@link #now()} may move on. */
    protected void moreArrives() throws Exception {
        skipped("moreArrives");
    }

    /**
     * Returns the names of streams that tell how things stood when they were looked at, or that look only now and then:
     * what they delivered over time is more, or older, than what is there when all is read anew.
     */
    protected Set<String> momentary() {
        return Set.of();
    }

    /** Changes one thing of a revised stream and says which. */
    protected Thing change() throws Exception {
        return skipped("change");
    }

    /** Deletes one thing of a revised stream and says which. */
    protected Thing delete() throws Exception {
        return skipped("delete");
    }

    /** Puts a record among the others within the horizon that cannot be understood, and says which. */
    protected Thing poison() throws Exception {
        return skipped("poison");
    }

    /** Makes the vendor answer no more; the latch counts down as soon as somebody waits for it. */
    protected CountDownLatch stall() throws Exception {
        return skipped("stall");
    }

    /** Returns how often telemetry was asked for until now, if that is counted. */
    protected OptionalLong telemetryCalls() {
        return OptionalLong.empty();
    }

    /** Returns how many grid windows of a measured stream are read; the last ones of the horizon. */
    protected int mostWindows() {
        return 6;
    }

    /** Returns from how many of a revised stream's cursors the walk is gone on again. */
    protected int mostResumes() {
        return 5;
    }

    /** Returns the most parts that a walk over the horizon may have. */
    protected int mostParts() {
        return 1_000;
    }

    /**
     * One thing of the vendor.
     *
     * @param stream the stream that delivers it
     * @param vendorId the id it is delivered under
     */
    public record Thing(String stream, String vendorId) {}

    @Test
    void streamsHaveStableNamesUnderTheSourcesId() throws Exception {
        try (TelemetrySource source = open()) {
            assertTrue(source.id().matches("[a-z0-9-]+"), "an id is a key of a configuration, was " + source.id());
            List<String> names = names(source);
            assertFalse(names.isEmpty(), "a source has at least one stream");
            assertEquals(names.size(), new HashSet<>(names).size(), "names are unique: " + names);
            for (String name : names) {
                assertTrue(
                        name.startsWith(source.id() + "/")
                                && name.length() > source.id().length() + 1,
                        name + " does not begin with " + source.id() + "/");
            }
            assertEquals(names, names(source), "the streams are always the same");
            source.streams().forEach(stream -> assertNotNull(stream.tier(), stream.name()));
            try (TelemetrySource another = open()) {
                assertEquals(names, names(another), "another source over the same vendor has the same streams");
            }
        }
    }

    @Test
    void measuredStreamsReadWholeGridWindows() throws Exception {
        try (TelemetrySource source = open()) {
            for (MeasuredStream stream : measured(source)) {
                String name = stream.name();
                assertTrue(stream.grid().toMillis() > 0, name + ": the grid must be positive");
                assertEquals(
                        0,
                        stream.longestRead().toMillis() % stream.grid().toMillis(),
                        name + ": the longest read is a multiple of the grid");
                assertTrue(stream.longestRead().compareTo(stream.grid()) >= 0, name + ": reads at least one window");
                assertFalse(stream.lateness().isNegative(), name + ": lateness must not be negative");
                assertTrue(stream.readsOf(horizon()) > 0, name + ": the horizon takes reads");
            }
        }
    }

    @Test
    void aWindowHoldsOnlyWhatLiesInIt() throws Exception {
        try (TelemetrySource source = open()) {
            for (MeasuredStream stream : measured(source)) {
                for (TimeWindow part : List.of(span(stream), lastWindow(stream))) {
                    Read read = read(stream, part);
                    accepted(stream, part, read);
                }
            }
        }
    }

    @Test
    void theSameWindowReadsTheSame() throws Exception {
        try (TelemetrySource source = open();
                TelemetrySource another = open()) {
            for (MeasuredStream stream : measured(source)) {
                TimeWindow window = span(stream);
                ReadContent first = content(read(stream, window));
                assertSame(stream, "read twice", first, content(read(stream, window)));
                MeasuredStream sameStream = measured(another).stream()
                        .filter(other -> other.name().equals(stream.name()))
                        .findFirst()
                        .orElseThrow();
                assertSame(stream, "read by another source", first, content(read(sameStream, window)));
            }
        }
    }

    @Test
    void anySplitOfASpanReadsTheSame() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TelemetrySource source = open()) {
            for (MeasuredStream stream : measured(source)) {
                List<TimeWindow> windows = span(stream).split(stream.grid());
                Read whole = read(stream, span(stream));
                if (windows.size() < 2 || whole.completeness().truncated()) {
                    continue;
                }
                ReadContent expected = content(whole);
                compareSplit(stream, expected, windows, "window by window");
                compareSplit(stream, expected, randomSplit(windows, random), "split with seed " + seed);
            }
        }
    }

    @Test
    void arrivalsAreGridWindowsOfTheHorizonAndMissNothingThatIsThere() throws Exception {
        try (TelemetrySource source = open()) {
            for (MeasuredStream stream : measured(source)) {
                String name = stream.name();
                TimeWindow horizon = horizon();
                TimeWindow aligned = horizon.alignedTo(stream.grid());
                List<TimeWindow> all = stream.arrivals(horizon.from().minus(stream.lateness()), horizon);
                Instant before = Instant.MIN;
                for (TimeWindow window : all) {
                    assertFalse(window.from().isBefore(before), name + ": arrivals ascend and do not overlap: " + all);
                    assertEquals(
                            TimeWindow.onGrid(window.from(), stream.grid()),
                            window,
                            name + ": arrivals lie on the grid");
                    assertTrue(aligned.overlaps(window), name + ": " + window + " lies outside of " + horizon);
                    before = window.to();
                }
                for (TimeWindow window : span(stream).split(stream.grid())) {
                    if (!all.contains(window)) {
                        Read read = read(stream, window);
                        boolean happened = !read.batch().series().isEmpty()
                                || !read.batch().events().isEmpty()
                                || !read.batch().dependencies().isEmpty();
                        assertFalse(happened, name + ": " + window + " has content but is not among the arrivals");
                    }
                }
                Set<TimeWindow> recent = new HashSet<>(stream.arrivals(now(), horizon));
                assertTrue(
                        new HashSet<>(all).containsAll(recent), name + ": what arrived lately is among all arrivals");
            }
        }
    }

    @Test
    void aWalkEndsAndMayBeGoneOnFromEachOfItsCursors() throws Exception {
        try (TelemetrySource source = open()) {
            for (RevisedStream stream : revised(source)) {
                Walk walk = walk(stream, null);
                ReadContent whole = ReadContent.of(walk.batches());
                int parts = walk.cursors().size();
                int step = Math.max(1, parts / Math.max(1, mostResumes()));
                for (int part = 0; part < parts; part += step) {
                    String stored = stored(stream, walk.cursors().get(part));
                    List<TelemetryBatch> joined = new ArrayList<>(walk.batches().subList(0, part + 1));
                    try (TelemetrySource another = open()) {
                        joined.addAll(
                                walk(revised(another, stream.name()), stored).batches());
                    }
                    assertSame(stream, "gone on after part " + (part + 1), whole, ReadContent.of(joined));
                }
            }
        }
    }

    @Test
    void revisionsAreTakenByAStoreAndHarmlessTheSecondTime() throws Exception {
        try (TelemetrySource source = open();
                TelemetryStore store = new InMemoryTelemetryStore()) {
            for (RevisedStream stream : revised(source)) {
                Walk first = walk(stream, null);
                long once = revise(store, stream, first);
                String digest = store.contentDigest();
                long again = revise(store, stream, walk(stream, null));
                assertEquals(0, again, stream.name() + ": delivered again, " + again + " rows changed of " + once);
                assertEquals(digest, store.contentDigest(), stream.name());
            }
        }
    }

    @Test
    void aCensusListsEverythingThatWasDelivered() throws Exception {
        try (TelemetrySource source = open()) {
            for (RevisedStream stream : revised(source)) {
                Set<String> delivered = startedWithin(walk(stream, null));
                Optional<Set<String>> census = stream.census(horizon());
                if (census.isEmpty()) {
                    continue;
                }
                Set<String> forgotten = new TreeSet<>(delivered);
                forgotten.removeAll(census.get());
                assertEquals(Set.of(), forgotten, stream.name() + ": delivered, but not in the census");
                Set<String> missing = new TreeSet<>(delivered.stream().limit(3).toList());
                if (!missing.isEmpty()) {
                    Set<String> gone = stream.departures(missing).gone();
                    assertTrue(missing.containsAll(gone), stream.name() + ": gone " + gone + " of " + missing);
                }
            }
        }
    }

    @Test
    void aSecondSyncWritesNothing() throws Exception {
        try (TelemetrySource source = open();
                TelemetryStore store = new InMemoryTelemetryStore()) {
            sync(source, store);
            String digest = store.contentDigest();
            SyncReport second = sync(source, store);
            assertEquals(0, second.written().written(), "rows written by the second sync: " + written(second));
            assertEquals(digest, store.contentDigest());
        }
    }

    @Test
    void whatArrivesLaterIsFoundAsIfAllWereReadAnew() throws Exception {
        try (TelemetrySource source = open();
                TelemetryStore store = new InMemoryTelemetryStore();
                TelemetryStore fresh = new InMemoryTelemetryStore()) {
            assertTrue(names(source).containsAll(momentary()), "no such streams: " + momentary());
            sync(source, store, momentary());
            moreArrives();
            SyncReport second = sync(source, store, momentary());
            try (TelemetrySource another = open()) {
                sync(another, fresh, momentary());
            }
            assertTrue(second.written().written() > 0, "more arrived, and nothing was written");
            assertEquals("", all(fresh).differences(all(store)), "read anew / synced twice");
            assertEquals(fresh.contentDigest(), store.contentDigest(), "read anew / synced twice");
        }
    }

    @Test
    void aChangedThingComesAgain() throws Exception {
        try (TelemetrySource source = open()) {
            List<String> cursors = new ArrayList<>();
            for (RevisedStream stream : revised(source)) {
                cursors.add(walk(stream, null).end());
            }
            Thing thing = change();
            int at = names(revised(source)).indexOf(thing.stream());
            assertTrue(at >= 0, thing + " is not of a revised stream");
            Walk after = walk(revised(source).get(at), cursors.get(at));
            assertTrue(ids(after).contains(thing.vendorId()), thing + " changed, but only " + ids(after) + " came");
        }
    }

    @Test
    void aDeletedThingIsFoundByCensus() throws Exception {
        try (TelemetrySource source = open()) {
            Thing thing = delete();
            RevisedStream stream = revised(source, thing.stream());
            Set<String> census = stream.census(horizon()).orElseThrow();
            assertFalse(census.contains(thing.vendorId()), thing + " was deleted, but is in the census");
            assertEquals(
                    Set.of(thing.vendorId()),
                    stream.departures(Set.of(thing.vendorId())).gone());
        }
    }

    @Test
    void aRecordThatCannotBeUnderstoodIsSetAsideAndTheOthersCome() throws Exception {
        try (TelemetrySource source = open()) {
            TelemetryStream stream = null;
            Thing bad = poison();
            for (TelemetryStream candidate : source.streams()) {
                stream = candidate.name().equals(bad.stream()) ? candidate : stream;
            }
            List<TelemetryBatch> batches = new ArrayList<>();
            if (stream instanceof MeasuredStream measured) {
                batches.add(read(measured, span(measured)).batch());
            } else if (stream instanceof RevisedStream revised) {
                batches.addAll(walk(revised, null).batches());
            } else {
                fail(bad + " is of no stream");
            }
            List<SetAside> aside =
                    batches.stream().flatMap(batch -> batch.setAside().stream()).toList();
            assertTrue(
                    aside.stream().anyMatch(record -> record.vendorId().equals(bad.vendorId())),
                    bad + " was not set aside, only " + aside);
            assertTrue(batches.stream().anyMatch(batch -> batch.rows() > 0), "the others come");
        }
    }

    @Test
    void aPlanReadsNoTelemetryAndNamesKnownStreams() throws Exception {
        try (TelemetrySource source = open()) {
            OptionalLong before = telemetryCalls();
            SourcePlan plan = source.plan(horizon(), EVERY);
            assertEquals(before, telemetryCalls(), "a plan reads no telemetry");
            assertEquals(source.id(), plan.source());
            List<String> planned =
                    plan.streams().stream().map(StreamPlan::stream).toList();
            assertTrue(names(source).containsAll(planned), "plans of unknown streams: " + planned);
            assertEquals(planned.size(), new HashSet<>(planned).size(), "one plan for each stream: " + planned);
        }
    }

    @Test
    void aCheckTellsWhatWorks() throws Exception {
        try (TelemetrySource source = open()) {
            List<CheckResult> results = source.check();
            assertFalse(results.isEmpty(), "a check tries at least one capability");
            results.forEach(result -> told(source, result));
            assertTrue(results.stream().anyMatch(CheckResult::works), "nothing works: " + results);
        }
    }

    @Test
    void aVendorThatCannotBeReadIsToldOfAndNeverTakenForEmpty() throws Exception {
        try (TelemetrySource source = openFailing()) {
            List<CheckResult> results = assertDoesNotThrow(source::check, "a check reports failures as results");
            results.forEach(result -> told(source, result));
            assertTrue(
                    results.stream().anyMatch(result -> !result.works()), "a check of a vendor that fails: " + results);
            for (MeasuredStream stream : measured(source)) {
                failing(stream, () -> read(stream, lastWindow(stream)).completeness());
                orNothing(stream, () -> stream.arrivals(now().minus(Duration.ofHours(1)), horizon()));
            }
            for (RevisedStream stream : revised(source)) {
                failing(
                        stream,
                        () -> stream.read(null, horizon(), new TelemetryBatch()).completeness());
                orNothing(
                        stream,
                        () -> stream.census(horizon())
                                .ifPresent(census -> fail(stream.name() + ": a census of a vendor that cannot be read: "
                                        + census.size() + " things; what it does not list would be deleted")));
            }
        }
    }

    @Test
    void anInterruptEndsAReadSoon() throws Exception {
        try (TelemetrySource source = open()) {
            CountDownLatch waits = stall();
            TelemetryStream stream = source.streams().get(0);
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Thread reader = reader(stream, ended);
            reader.start();
            assertTrue(waits.await(SOON.toSeconds(), TimeUnit.SECONDS), stream.name() + " did not ask the vendor");
            reader.interrupt();
            reader.join(SOON.toMillis());
            assertFalse(reader.isAlive(), stream.name() + " goes on reading after an interrupt");
            assertNotNull(ended.get(), stream.name() + " ended a read well that was interrupted");
        }
    }

    @Test
    void anInterruptedThreadReadsNotOn() throws Exception {
        try (TelemetrySource source = open()) {
            for (TelemetryStream stream : source.streams()) {
                AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
                Thread reader = new Thread(() -> {
                    Thread.currentThread().interrupt();
                    read(stream, ended);
                });
                reader.start();
                reader.join(SOON.toMillis());
                assertFalse(reader.isAlive(), stream.name() + " goes on reading though the thread is interrupted");
            }
        }
    }

    @Test
    void closedTwiceItReadsNoMore() throws Exception {
        TelemetrySource source = open();
        List<TelemetryStream> streams = source.streams();
        source.close();
        assertDoesNotThrow(source::close, "closing is idempotent");
        assertDoesNotThrow(source::check, "a check never throws");
        for (TelemetryStream stream : streams) {
            RuntimeException thrown = assertThrows(
                    RuntimeException.class,
                    () -> readSomething(stream),
                    stream.name() + " of a closed source can still be read");
            oneLine(stream.name(), thrown);
        }
    }

    // ---- reading

    /** What one read delivered and said. */
    private record Read(TelemetryBatch batch, StreamCompleteness completeness) {}

    /** All parts of a walk, and the cursor after each. */
    private record Walk(List<TelemetryBatch> batches, List<String> cursors) {
        String end() {
            return cursors.get(cursors.size() - 1);
        }
    }

    private static Read read(MeasuredStream stream, TimeWindow window) {
        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness = stream.read(window, batch);
        said(stream, completeness);
        return new Read(batch, completeness);
    }

    private Walk walk(RevisedStream stream, @Nullable String from) {
        List<TelemetryBatch> batches = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        String cursor = from;
        boolean more = true;
        while (more) {
            assertTrue(cursors.size() < mostParts(), stream.name() + ": no end after " + mostParts() + " parts");
            TelemetryBatch batch = new TelemetryBatch();
            Revisions revisions = stream.read(cursor, horizon(), batch);
            said(stream, revisions.completeness());
            accepted(stream, batch);
            cursor = stored(stream, revisions.cursor());
            more = revisions.more();
            batches.add(batch);
            cursors.add(cursor);
        }
        return new Walk(batches, cursors);
    }

    /** Returns a cursor as it comes back from a store. */
    private static String stored(TelemetryStream stream, String cursor) {
        assertNotNull(cursor, stream.name() + ": a cursor");
        assertEquals(-1, cursor.indexOf('\0'), stream.name() + ": a cursor that a store cannot keep");
        String stored = new String(cursor.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(cursor, stored, stream.name() + ": a cursor that a store cannot keep");
        return stored;
    }

    private static void said(TelemetryStream stream, StreamCompleteness completeness) {
        assertEquals(stream.name(), completeness.stream(), "completeness speaks of the stream that was read");
        assertTrue(
                completeness.state() == State.COMPLETE || completeness.state() == State.PARTIAL,
                stream.name() + ": a read that ends is COMPLETE or PARTIAL, not " + completeness.state());
    }

    private void accepted(MeasuredStream stream, TimeWindow window, Read read) {
        assertDoesNotThrow(
                () -> BatchRules.checkReplacement(window.split(stream.grid()), read.batch(), state(stream, null)),
                stream.name() + " in " + window);
        checkProvenance(stream, read.batch());
        for (SetAside record : read.batch().setAside()) {
            assertTrue(window.contains(record.time()), record + " lies outside of " + window);
        }
    }

    private void accepted(RevisedStream stream, TelemetryBatch batch) {
        assertDoesNotThrow(() -> BatchRules.checkRevision(batch, state(stream, null)), stream.name());
        checkProvenance(stream, batch);
    }

    private static void checkProvenance(TelemetryStream stream, TelemetryBatch batch) {
        batch.events().forEach(event -> checkProvenance(stream, event.provenance()));
        batch.dependencies().forEach(edge -> checkProvenance(stream, edge.provenance()));
        String source = stream.name().substring(0, stream.name().indexOf('/'));
        batch.entities()
                .forEach(entity -> assertEquals(
                        source,
                        entity.provenance().source(),
                        entity.id() + " delivered by " + stream.name() + " tells another source"));
        batch.setAside()
                .forEach(record ->
                        assertEquals(stream.name(), record.stream(), record.vendorId() + " tells another stream"));
    }

    private static void checkProvenance(TelemetryStream stream, Provenance provenance) {
        assertEquals(stream.name(), provenance.stream(), provenance.vendorId() + " tells another stream");
    }

    private StreamState state(TelemetryStream stream, @Nullable String cursor) {
        return new StreamState(stream.name(), now(), cursor, now(), StreamCompleteness.complete(stream.name(), now()));
    }

    private long revise(TelemetryStore store, RevisedStream stream, Walk walk) {
        long written = 0;
        for (int part = 0; part < walk.batches().size(); part++) {
            written += store.revise(
                            walk.batches().get(part),
                            state(stream, walk.cursors().get(part)))
                    .written();
        }
        return written;
    }

    private SyncReport sync(TelemetrySource source, TelemetryStore store) {
        return sync(source, store, Set.of());
    }

    private SyncReport sync(TelemetrySource source, TelemetryStore store, Set<String> without) {
        SyncReport report = SyncEngine.builder(store)
                .source(source)
                .clock(Clock.fixed(now(), ZoneOffset.UTC))
                .build()
                .run(new SyncRequest(horizon(), Set.of(), without, false), SyncListener.none());
        assertTrue(report.failures().isEmpty(), () -> "streams failed: " + report.failures());
        return report;
    }

    private static ReadContent all(TelemetryStore store) {
        Instant earliest = Instant.parse("1990-01-01T00:00:00Z");
        Instant latest = Instant.parse("2100-01-01T00:00:00Z");
        return ReadContent.of(store.read(WindowQuery.all(new TimeWindow(earliest, latest))));
    }

    private static List<String> written(SyncReport report) {
        return report.streams().stream()
                .filter(stream -> stream.written().written() > 0)
                .map(stream -> stream.stream() + " " + stream.written())
                .toList();
    }

    private void readSomething(TelemetryStream stream) {
        if (stream instanceof MeasuredStream measured) {
            measured.read(lastWindow(measured), new TelemetryBatch());
        } else {
            ((RevisedStream) stream).read(null, horizon(), new TelemetryBatch());
        }
    }

    private Thread reader(TelemetryStream stream, AtomicReference<@Nullable Throwable> ended) {
        return new Thread(() -> read(stream, ended));
    }

    private void read(TelemetryStream stream, AtomicReference<@Nullable Throwable> ended) {
        try {
            readSomething(stream);
        } catch (RuntimeException | Error e) {
            ended.set(e);
        }
    }

    // ---- windows

    /** Returns the last grid windows of the horizon that one read may be asked for. */
    private TimeWindow span(MeasuredStream stream) {
        TimeWindow last = lastWindow(stream);
        long most = Math.min(
                mostWindows(), stream.longestRead().toMillis() / stream.grid().toMillis());
        Instant earliest = horizon().alignedTo(stream.grid()).from();
        Instant from = last.to().minus(stream.grid().multipliedBy(most));
        return new TimeWindow(from.isBefore(earliest) ? earliest : from, last.to());
    }

    private TimeWindow lastWindow(MeasuredStream stream) {
        return TimeWindow.onGrid(horizon().to().minusMillis(1), stream.grid());
    }

    private static List<TimeWindow> randomSplit(List<TimeWindow> windows, Random random) {
        List<TimeWindow> split = new ArrayList<>();
        for (TimeWindow window : windows) {
            int last = split.size() - 1;
            if (last >= 0 && random.nextBoolean()) {
                split.set(last, new TimeWindow(split.get(last).from(), window.to()));
            } else {
                split.add(window);
            }
        }
        return split;
    }

    private void compareSplit(MeasuredStream stream, ReadContent expected, List<TimeWindow> parts, String how) {
        List<TelemetryBatch> batches = new ArrayList<>();
        for (TimeWindow part : parts) {
            Read read = read(stream, part);
            accepted(stream, part, read);
            if (read.completeness().truncated()) {
                return;
            }
            batches.add(read.batch());
        }
        assertSame(stream, how, expected, ReadContent.of(batches));
    }

    // ---- telling

    private static ReadContent content(Read read) {
        return ReadContent.of(List.of(read.batch()));
    }

    private static void assertSame(TelemetryStream stream, String how, ReadContent expected, ReadContent actual) {
        assertEquals("", expected.differences(actual), stream.name() + ", " + how);
    }

    /** A read of a vendor that fails throws, or says that not all came. */
    private void failing(TelemetryStream stream, Reading reading) {
        StreamCompleteness completeness;
        try {
            completeness = reading.read();
        } catch (ThroughlineException e) {
            assertNotNull(e.category(), stream.name());
            oneLine(stream.name(), e);
            return;
        }
        assertTrue(
                completeness.state() != State.COMPLETE,
                stream.name() + " calls a read complete though its vendor cannot be read");
        completeness.notes().forEach(note -> withoutSecrets(stream.name(), note));
    }

    private void orNothing(TelemetryStream stream, Runnable call) {
        try {
            call.run();
        } catch (ThroughlineException e) {
            oneLine(stream.name(), e);
        }
    }

    private void told(TelemetrySource source, CheckResult result) {
        assertEquals(source.id(), result.source());
        assertFalse(result.capability().isBlank(), "a result says what was tried: " + result);
        assertEquals(1, result.detail().lines().count(), "a result's detail is one line: " + result);
        withoutSecrets(result.capability(), result.toString());
    }

    private void oneLine(String what, RuntimeException thrown) {
        String message = thrown.getMessage();
        assertTrue(
                message != null && !message.isBlank() && message.lines().count() == 1,
                what + ": a message is one line, was " + message);
        withoutSecrets(what, thrown.toString());
    }

    private void withoutSecrets(String what, String text) {
        for (String secret : secrets()) {
            assertFalse(text.contains(secret), what + " tells a secret: " + text.replace(secret, "…"));
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // It never returns.
    private static <V> V skipped(String hook) {
        return Assumptions.abort("not tried: the test does not say how (" + hook + ")");
    }

    private static List<String> names(TelemetrySource source) {
        return names(source.streams());
    }

    private static List<String> names(List<? extends TelemetryStream> streams) {
        return streams.stream().map(TelemetryStream::name).toList();
    }

    private static List<MeasuredStream> measured(TelemetrySource source) {
        return source.streams().stream()
                .filter(MeasuredStream.class::isInstance)
                .map(MeasuredStream.class::cast)
                .toList();
    }

    private static List<RevisedStream> revised(TelemetrySource source) {
        return source.streams().stream()
                .filter(RevisedStream.class::isInstance)
                .map(RevisedStream.class::cast)
                .toList();
    }

    private static RevisedStream revised(TelemetrySource source, String name) {
        return revised(source).stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no revised stream " + name));
    }

    private Set<String> startedWithin(Walk walk) {
        Set<String> ids = new TreeSet<>();
        for (TelemetryBatch batch : walk.batches()) {
            for (Event event : batch.events()) {
                if (horizon().contains(event.start())) {
                    ids.add(event.provenance().vendorId());
                }
            }
        }
        return ids;
    }

    private static Set<String> ids(Walk walk) {
        Set<String> ids = new TreeSet<>();
        walk.batches()
                .forEach(batch -> batch.events()
                        .forEach(event -> ids.add(event.provenance().vendorId())));
        return ids;
    }

    /** A read that may fail. */
    private interface Reading {
        StreamCompleteness read();
    }
}
