package io.throughline.core.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One budget of a {@link RequestLimiter}: of the identity or of a bucket. Guarded by the limiter's lock. */
final class Lane {

    /** Answers, for each call that may run at once, after which one more may. */
    private static final int ANSWERS_TO_GROW = 10;

    private final int most;
    private int allowed;
    private int running;
    private int answers;

    private boolean paused;
    private long pausedUntil;

    private boolean spreading;
    private long spreadUntil;
    private long interval;
    private long nextStart;

    Lane(int most) {
        this.most = most;
        this.allowed = most;
    }

    int most() {
        return most;
    }

    /** Near a limit calls go one at a time, or what is left of the window would be used up at once. */
    boolean isFull() {
        return running >= (spreading ? 1 : allowed);
    }

    void enter(long now) {
        running++;
        if (spreading) {
            nextStart = now + interval;
        }
    }

    void leave() {
        running--;
    }

    boolean isPaused(long now) {
        paused = paused && pausedUntil - now > 0;
        return paused;
    }

    /** Returns when the next call may start, in the waiter's time. */
    long earliest(long now) {
        if (spreading && interval > 0 && now - spreadUntil >= 0) {
            atEase();
        }
        long distance = spreading ? Math.max(now, nextStart) : now;
        return isPaused(now) ? Math.max(pausedUntil, distance) : distance;
    }

    void pause(long now, Duration duration) {
        if (!duration.isNegative() && (!isPaused(now) || now + duration.toNanos() - pausedUntil > 0)) {
            paused = true;
            pausedUntil = now + duration.toNanos();
        }
    }

    /** Keeps a distance between calls until the window ends; without numbers they only go one at a time. */
    void spread(long now, Duration left, @Nullable Long remaining) {
        if (left.isZero()) {
            atEase(); // the window that was nearly used up is over
            return;
        }
        long window = remaining == null || left.isNegative() ? 0 : left.toNanos();
        spreading = true;
        interval = remaining == null ? 0 : window / (remaining + 1);
        spreadUntil = now + window;
        nextStart = now + interval;
    }

    void atEase() {
        spreading = false;
    }

    void limitTo(long concurrent) {
        allowed = (int) Math.max(1, Math.min(allowed, concurrent));
    }

    void refused() {
        allowed = Math.max(1, allowed / 2);
        answers = 0;
    }

    void succeeded() {
        answers++;
        if (allowed < most && answers >= ANSWERS_TO_GROW * allowed) {
            allowed++;
            answers = 0;
        }
    }
}
