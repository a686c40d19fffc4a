package io.throughline.core.http;

/**
 * Tokens that retries of many calls share, so that a vendor in trouble does not get a multiple of the usual load: each
 * retry takes some, each call that succeeds gives one back. Thread-safe.
 */
public final class RetryBudget {

    static final int TRANSIENT_COST = 14;
    static final int THROTTLED_COST = 5;
    private static final int STANDARD_CAPACITY = 500;

    private final int capacity;
    private int tokens;

    private RetryBudget(int capacity) {
        this.capacity = capacity;
        this.tokens = capacity;
    }

    /** Returns a full budget of 500 tokens; a retry takes 14 after a failure and 5 after throttling. */
    public static RetryBudget standard() {
        return of(STANDARD_CAPACITY);
    }

    /** Returns a full budget. */
    public static RetryBudget of(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative, was " + tokens);
        }
        return new RetryBudget(tokens);
    }

    synchronized boolean take(int cost) {
        if (tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    synchronized void giveBack(int amount) {
        tokens = Math.min(capacity, tokens + amount);
    }

    /** Returns the tokens left. */
    public synchronized int remaining() {
        return tokens;
    }
}
