package io.throughline.examples.tenant.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses the n-th call of a bucket, once: enough for a client to meet every vendor's way of saying "too many requests",
 * and few enough that nobody waits long. Counts calls, so what is refused does not depend on how fast a machine is.
 */
public final class Throttle {

    /**
     * Which calls are refused.
     *
     * @param refused for each bucket the number of its call, from 1; other buckets refuse none
     */
    public record Plan(Map<String, Integer> refused) {

        /** Copies the map. */
        public Plan {
            refused = Map.copyOf(refused);
        }

        /** Returns a throttle that begins to count. */
        public Throttle start() {
            return new Throttle(refused);
        }
    }

    private final Map<String, Integer> refused;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private Throttle(Map<String, Integer> refused) {
        this.refused = refused;
    }

    /** Returns a throttle that refuses nothing. */
    public static Throttle none() {
        return new Throttle(Map.of());
    }

    /** Counts a call and tells whether it is to be refused. */
    public boolean refuses(String bucket) {
        int call = calls.computeIfAbsent(bucket, b -> new AtomicInteger()).incrementAndGet();
        return refused.getOrDefault(bucket, 0) == call;
    }
}
