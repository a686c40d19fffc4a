package io.throughline.azure;

import io.throughline.core.http.Waiter;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/**
 * Time that passes only while somebody waits, and only once nobody is on the way any more: who asked for the time and has
 * not sent the call yet, or has an answer and has not acted on it. So what a service sees is the time that was reckoned
 * with, with however many threads. Thread-safe.
 */
public final class PacedTime extends Clock implements Waiter {

    private final Instant start;
    private final Set<Thread> underWay = new HashSet<>();
    private Duration passed = Duration.ZERO;

    public PacedTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized long elapsedNanos() {
        underWay.add(Thread.currentThread());
        return passed.toNanos();
    }

    @Override
    public synchronized void await(Duration duration) throws InterruptedException {
        Duration until = passed.plus(duration);
        underWay.remove(Thread.currentThread());
        notifyAll();
        while (underWay.stream().anyMatch(PacedTime::runs)) {
            wait(1);
        }
        passed = passed.compareTo(until) < 0 ? until : passed;
        underWay.add(Thread.currentThread());
    }

    /** The current thread is where time may pass: its call has arrived, or it has nothing to do. */
    public synchronized void arrived() {
        underWay.remove(Thread.currentThread());
        notifyAll();
    }

    /** The current thread goes on with an answer. */
    public synchronized void answered() {
        underWay.add(Thread.currentThread());
    }

    /** Time since the start. */
    public synchronized Duration passed() {
        return passed;
    }

    @Override
    public synchronized Instant instant() {
        return start.plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /**
     * Who waits for a slot, or for what another stream is looking up, or is done, is not on the way; who waits for the
     * token that another is just putting away, is.
     */
    private static boolean runs(Thread thread) {
        if (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.TERMINATED) {
            return thread.isAlive();
        }
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        LockInfo lock = info == null ? null : info.getLockInfo();
        if (info == null || lock == null) {
            return info != null;
        }
        return info.getThreadState() == Thread.State.BLOCKED
                ? !lock.getClassName().startsWith("io.throughline.azure.stream.")
                : lock.getClassName().startsWith("java.util.concurrent.locks.ReentrantLock");
    }
}
