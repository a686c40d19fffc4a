package io.throughline.examples.shop.normalise;

import java.util.Locale;

/**
 * Ingestion sampling: keeps one in {@code keepOneIn} traces and lets each kept item stand for that many. All items of a trace share
 * the decision, which hangs on another hash of the trace id than the agent's own sampling.
 *
 * @param keepOneIn at least 1
 */
record Thinning(int keepOneIn) {
    Thinning {
        if (keepOneIn < 1) {
            throw new IllegalArgumentException("keepOneIn must be at least 1, was " + keepOneIn);
        }
    }

    boolean keeps(String traceId) {
        if (keepOneIn == 1) {
            return true;
        }
        long hash = 1469598103934665603L;
        for (char c : traceId.toLowerCase(Locale.ROOT).toCharArray()) {
            hash = (hash ^ c) * 1099511628211L;
        }
        return Math.floorMod(hash ^ (hash >>> 29), keepOneIn) == 0;
    }
}
