package io.throughline.core.testkit;

import io.throughline.core.ThroughlineException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A vendor in memory, to be read through {@link ScriptedSource}: what it has is written into it by a test, and so is what
 * goes wrong. All of it survives the sources that read it. Thread-safe.
 *
 * <p>Its measured stream {@value ScriptedSource#MEASURED} has {@linkplain #point points}, {@linkplain #call calls},
 * {@linkplain #incident incidents} and {@linkplain #poison records that nobody can read}, each with the instant at which
 * it arrived. Its revised stream {@value ScriptedSource#REVISED} has {@linkplain #thing things} that change and go.
 */
public final class ScriptedVendor {

    private final SortedMap<Instant, Arrived<Double>> points = new TreeMap<>();
    private final List<Measured<Double>> calls = new ArrayList<>();
    private final SortedMap<String, Measured<String>> incidents = new TreeMap<>();
    private final SortedMap<String, Measured<String>> poison = new TreeMap<>();
    private final SortedMap<String, Thing> things = new TreeMap<>();
    private final List<TimeWindow> reads = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, ThroughlineException> failures = new TreeMap<>();
    private long changes;
    private long failsAfter = Long.MAX_VALUE;
    private Duration limit = Duration.ofDays(365);
    private int thingsPerPart = 1;
    private @Nullable CountDownLatch stalled;
    private @Nullable CountDownLatch onStall;

    /** What was measured at an instant and when it could first be read. */
    record Measured<T>(Instant at, T value, Instant arrived) {}

    /** A value and when it could first be read. */
    record Arrived<T>(T value, Instant arrived) {}

    /** A thing and the number of the change that made it what it is. */
    record Thing(String title, Instant at, long changed) {}

    /** Opens a source over it. */
    public ScriptedSource open() {
        return new ScriptedSource(this);
    }

    /**
     * Sets the value at an instant of event time.
     *
     * @param arrived the instant from which it can be found among what arrived
     */
    public synchronized void point(Instant time, double value, Instant arrived) {
        points.put(time, new Arrived<>(value, arrived));
    }

    /** As {@link #point(Instant, double, Instant)}, with ISO 8601 texts. */
    public void point(String time, double value, String arrived) {
        point(Instant.parse(time), value, Instant.parse(arrived));
    }

    /** Takes the point at an instant away; what arrives does not tell of it. */
    public synchronized void forget(Instant time) {
        points.remove(time);
    }

    /** As {@link #forget(Instant)}, with an ISO 8601 text. */
    public void forget(String time) {
        forget(Instant.parse(time));
    }

    /** Adds a call from one bench to the other: a histogram point of its minute and part of its hour's edge. */
    public synchronized void call(Instant time, double seconds, Instant arrived) {
        calls.add(new Measured<>(time, seconds, arrived));
    }

    /** Sets an incident, an event of the measured stream. */
    public synchronized void incident(String vendorId, Instant time, String title, Instant arrived) {
        incidents.put(vendorId, new Measured<>(time, title, arrived));
    }

    /** Sets a record of the measured stream that nobody can read: it is set aside with its reason. */
    public synchronized void poison(String vendorId, Instant time, String reason, Instant arrived) {
        poison.put(vendorId, new Measured<>(time, reason, arrived));
    }

    /** Adds or changes a thing. */
    public synchronized void thing(String vendorId, String title, Instant at) {
        things.put(vendorId, new Thing(title, at, ++changes));
    }

    /** As {@link #thing(String, String, Instant)}, with an ISO 8601 text. */
    public void thing(String vendorId, String title, String at) {
        thing(vendorId, title, Instant.parse(at));
    }

    /** Deletes a thing; only a census shows it. */
    public synchronized void delete(String vendorId) {
        things.remove(vendorId);
    }

    /** Refuses every read of a stream from now on, with an exception that a test makes. */
    public synchronized void fail(String stream, ThroughlineException failure) {
        failures.put(stream, failure);
    }

    /** Refuses measured reads once that many have been answered. */
    public synchronized void failAfter(long measuredReads) {
        failsAfter = measuredReads;
    }

    /** Answers again. */
    public synchronized void recover() {
        failures.clear();
        failsAfter = Long.MAX_VALUE;
        if (stalled != null) {
            stalled.countDown();
            stalled = null;
        }
    }

    /** Cuts measured reads that are longer: they come truncated, and without content. */
    public synchronized void limit(Duration longest) {
        limit = longest;
    }

    /** Says how many things a part of the revised stream holds; one unless said otherwise. */
    public synchronized void thingsPerPart(int count) {
        thingsPerPart = count;
    }

    /**
     * Answers no read any more, until {@link #recover()} or until whoever reads is interrupted.
     *
     * @return counts down when the first read waits
     */
    public synchronized CountDownLatch stall() {
        CountDownLatch waiting = new CountDownLatch(1);
        stalled = new CountDownLatch(1);
        onStall = waiting;
        return waiting;
    }

    /** Returns the measured windows that were read, in order. */
    public synchronized List<TimeWindow> reads() {
        return List.copyOf(reads);
    }

    /** Forgets which windows were read. */
    public synchronized void forgetReads() {
        reads.clear();
    }

    /** Returns the names of the streams whose telemetry was asked for, in order and as often as it was. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Takes a read of a stream: waits, fails or lets it pass. */
    void answer(String stream) {
        CountDownLatch wait;
        CountDownLatch told;
        synchronized (this) {
            asked.add(stream);
            wait = stalled;
            told = onStall;
        }
        if (wait != null) {
            if (told != null) {
                told.countDown();
            }
            try {
                wait.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while the lab was silent");
            }
        }
        synchronized (this) {
            ThroughlineException failure = failures.get(stream);
            if (failure != null) {
                throw failure;
            }
        }
    }

    synchronized void beginRead(TimeWindow window) {
        if (reads.size() >= failsAfter) {
            throw new ThroughlineException(ThroughlineException.Category.NETWORK, "the lab is gone", null);
        }
        reads.add(window);
    }

    synchronized boolean fails(String stream) {
        return failures.containsKey(stream);
    }

    synchronized Duration limit() {
        return limit;
    }

    synchronized int thingsPerPart() {
        return thingsPerPart;
    }

    synchronized SortedMap<Instant, Arrived<Double>> points() {
        return new TreeMap<>(points);
    }

    synchronized List<Measured<Double>> calls() {
        return List.copyOf(calls);
    }

    synchronized SortedMap<String, Measured<String>> incidents() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(incidents));
    }

    synchronized SortedMap<String, Measured<String>> poison() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(poison));
    }

    synchronized SortedMap<String, Thing> things() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(things));
    }
}
