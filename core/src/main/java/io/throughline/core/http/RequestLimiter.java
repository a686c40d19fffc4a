package io.throughline.core.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The budget of one identity at one vendor, shared by all clients and streams under it: how many calls may run at once, in
 * all and in each of the vendor's buckets, and when the next may start. It learns from what the vendor answers:
 *
 * <ul>
 *   <li>refused, or nothing left in the window: whoever shares the limit pauses, and fewer calls run at once until
 *       answers come again;
 *   <li>near the limit: the calls that are left are spread over what is left of the window, one at a time.
 * </ul>
 *
 * <p>Calls wait without a permit in hand, so a bucket that pauses holds up no other. Thread-safe.
 */
public final class RequestLimiter {

    private final Lane identity;
    private final Map<String, Lane> buckets = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    private RequestLimiter(int maxConcurrent) {
        this.identity = new Lane(maxConcurrent);
    }

    /** Returns a limiter that lets this many calls run at once. */
    public static RequestLimiter concurrent(int maxConcurrent) {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1, was " + maxConcurrent);
        }
        return new RequestLimiter(maxConcurrent);
    }

    /**
     * How a call got in.
     *
     * @param waited time spent in pauses
     * @param held whether a used-up limit was waited for, rather than the distance kept near a limit
     */
    record Admission(Duration waited, boolean held) {}

    /** Waits until a call of a bucket may start. */
    Admission acquire(String bucket, Waiter waiter) throws InterruptedException {
        Duration waited = Duration.ZERO;
        boolean held = false;
        // A waiter need not move its own time: what has been waited for once counts as over.
        boolean served = false;
        long servedUntil = 0;
        while (true) {
            Duration pause;
            lock.lockInterruptibly();
            try {
                Lane lane = lane(bucket);
                long now = waiter.elapsedNanos();
                long start = Math.max(identity.earliest(now), lane.earliest(now));
                if (start - now <= 0 || (served && start - servedUntil <= 0)) {
                    if (identity.isFull() || lane.isFull()) {
                        freed.await();
                        continue;
                    }
                    identity.enter(now);
                    lane.enter(now);
                    return new Admission(waited, held);
                }
                held |= identity.isPaused(now) || lane.isPaused(now);
                served = true;
                servedUntil = start;
                pause = Duration.ofNanos(start - now);
            } finally {
                lock.unlock();
            }
            waiter.await(pause);
            waited = waited.plus(pause);
        }
    }

    /** Gives back what {@link #acquire} gave. */
    void release(String bucket) {
        lock.lock();
        try {
            identity.leave();
            lane(bucket).leave();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what an answer that was no refusal says; {@code left} is the time to the window's end. */
    void answered(String bucket, RateLimit limit, Duration left, Waiter waiter) {
        lock.lock();
        try {
            long now = waiter.elapsedNanos();
            lane(bucket).succeeded();
            identity.succeeded();
            Lane concerned = concerned(bucket, limit);
            if (concerned == null) {
                return;
            }
            if (limit.concurrentLimit() != null) {
                lane(bucket).limitTo(limit.concurrentLimit());
            }
            if (limit.isUsedUp()) {
                concerned.pause(now, left);
            } else if (limit.isNear()) {
                concerned.spread(now, left, limit.remaining());
            } else {
                concerned.atEase();
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes in a refusal; {@code pause} is how long nobody concerned may start. */
    void refused(String bucket, RateLimit limit, Duration pause, Waiter waiter) {
        lock.lock();
        try {
            Lane concerned = concerned(bucket, limit);
            if (concerned != null) {
                concerned.refused();
                concerned.pause(waiter.elapsedNanos(), pause);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Lane concerned(String bucket, RateLimit limit) {
        return switch (limit.scope()) {
            case IDENTITY -> identity;
            case OPERATION -> lane(bucket);
            case CALL -> null;
        };
    }

    private Lane lane(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new Lane(identity.most()));
    }
}
