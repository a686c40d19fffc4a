package io.throughline.core.http;

/**
 * Is told of each attempt of each call, on the thread that made it: for metrics, logs, latency, and the vendor's request
 * ids and limits. Must be quick and thread-safe; what it throws, the call throws.
 */
@FunctionalInterface
public interface CallObserver {

    /** Takes in how an attempt ended. */
    void answered(CallReport report);

    /** Returns one that does nothing. */
    static CallObserver none() {
        return report -> {};
    }

    /** Returns one that tells this one, then another. */
    default CallObserver and(CallObserver other) {
        return report -> {
            answered(report);
            other.answered(report);
        };
    }
}
