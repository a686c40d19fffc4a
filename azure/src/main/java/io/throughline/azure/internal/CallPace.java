package io.throughline.azure.internal;

import io.throughline.core.http.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets no more than so many calls begin within any stretch of time, as some of Azure's services allow; who comes too
 * early waits, in the order of arrival. Thread-safe.
 */
public final class CallPace {

    private final int calls;
    private final long withinNanos;
    private final Waiter waiter;
    private final Deque<Long> begun = new ArrayDeque<>();

    private CallPace(int calls, Duration within, Waiter waiter) {
        this.calls = calls;
        this.withinNanos = within.toNanos();
        this.waiter = waiter;
    }

    /** Returns a pace that never waits. */
    public static CallPace any() {
        return new CallPace(0, Duration.ZERO, duration -> {});
    }

    /** Returns a pace of at most so many calls within any stretch of this length. */
    public static CallPace of(int calls, Duration within, Waiter waiter) {
        if (calls < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "a pace needs calls and a stretch of time, was " + calls + " / " + within);
        }
        return new CallPace(calls, within, waiter);
    }

    /** Waits until a call may begin, and counts it. */
    synchronized void await() {
        if (calls == 0) {
            return;
        }
        try {
            long now = waiter.elapsedNanos();
            Long earliest = begun.peekFirst();
            while (begun.size() >= calls && earliest != null && now - earliest < withinNanos) {
                waiter.await(Duration.ofNanos(withinNanos - (now - earliest)));
                now = waiter.elapsedNanos();
            }
            if (begun.size() >= calls) {
                begun.removeFirst();
            }
            begun.addLast(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }
}
