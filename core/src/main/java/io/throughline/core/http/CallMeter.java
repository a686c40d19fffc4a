package io.throughline.core.http;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that are sent through an HTTP client, in all and for each stream, and refuses them once a limit is
 * used up. Sources are given {@link #client()}; whoever syncs opens an {@link Allowance} and does each stream's reads
 * {@linkplain Allowance#during within it}. Thread-safe.
 */
public final class CallMeter {

    private final HttpClient client;
    private final LongAdder calls = new LongAdder();
    private final Map<String, LongAdder> callsByStream = new ConcurrentHashMap<>();
    private final Set<Allowance> open = new CopyOnWriteArraySet<>();
    /** Which stream's read runs on the thread. Of this meter only; emptied when the read ends. */
    @SuppressWarnings("ThreadLocalUsage") // No static state: two meters know nothing of each other.
    private final ThreadLocal<@Nullable Reader> reader = new ThreadLocal<>();

    private record Reader(Allowance allowance, String stream) {}

    private CallMeter(HttpClient client) {
        this.client = new MeteredHttpClient(Objects.requireNonNull(client, "client"), this::count);
    }

    /** Returns a meter over a client, which stays the caller's. */
    public static CallMeter over(HttpClient client) {
        return new CallMeter(client);
    }

    /**
     * Returns the client whose requests are counted. It differs from the one underneath only in that it throws {@link
     * CallLimitException}, from the call that would send, for a request that exceeds the limit.
     */
    public HttpClient client() {
        return client;
    }

    /** Returns how many requests were sent since the meter was made. */
    public long calls() {
        return calls.sum();
    }

    /** Returns how many of them were sent by the reads of a stream, on their own threads. */
    public long calls(String stream) {
        LongAdder count = callsByStream.get(stream);
        return count == null ? 0 : count.sum();
    }

    /**
     * Opens a count of its own, with a limit of its own.
     *
     * @param limit the greatest number of requests to send, at least 1, or null for any number
     */
    public Allowance allow(@Nullable Long limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        Allowance allowance = new Allowance(limit);
        open.add(allowance);
        return allowance;
    }

    /**
     * A request of a read counts for that read's allowance. One from a thread that is in no read cannot be told whose it
     * is, so it counts for every open allowance: a limit may be reached too early by that, never exceeded.
     */
    private void count() {
        Reader reading = reader.get();
        if (reading != null) {
            reading.allowance().take(reading.stream());
            callsByStream
                    .computeIfAbsent(reading.stream(), stream -> new LongAdder())
                    .increment();
        } else {
            for (Allowance allowance : open) {
                allowance.take(null);
            }
        }
        calls.increment();
    }

    /** How many requests may be sent, and were. Thread-safe. */
    public final class Allowance implements AutoCloseable {

        private final @Nullable Long limit;
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong refusedElsewhere = new AtomicLong();
        private final Map<String, LongAdder> refusedByStream = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> sentByStream = new ConcurrentHashMap<>();

        private Allowance(@Nullable Long limit) {
            this.limit = limit;
        }

        /** Does what a stream reads; requests sent by this thread meanwhile count for the stream and this allowance. */
        public <T> T during(String stream, Supplier<T> read) {
            Reader before = reader.get();
            reader.set(new Reader(this, stream));
            try {
                return read.get();
            } finally {
                if (before == null) {
                    reader.remove();
                } else {
                    reader.set(before);
                }
            }
        }

        /** Returns how many requests were sent. */
        public long calls() {
            return sent.get();
        }

        /** Returns how many of them were sent by the reads of a stream. */
        public long calls(String stream) {
            LongAdder count = sentByStream.get(stream);
            return count == null ? 0 : count.sum();
        }

        /**
         * Returns how many requests of a stream's reads were refused, those of threads that are in no read included: they
         * may have been its.
         */
        public long refused(String stream) {
            LongAdder count = refusedByStream.get(stream);
            return refusedElsewhere.get() + (count == null ? 0 : count.sum());
        }

        /** Tells whether the next request would be refused. */
        public boolean isUsedUp() {
            return limit != null && sent.get() >= limit;
        }

        /** Returns the calls of all streams, by name. */
        public Map<String, Long> byStream() {
            Map<String, Long> all = new TreeMap<>();
            sentByStream.forEach((stream, count) -> all.put(stream, count.sum()));
            return all;
        }

        private void take(@Nullable String stream) {
            long before = sent.getAndUpdate(count -> limit != null && count >= limit ? count : count + 1);
            if (limit != null && before >= limit) {
                if (stream == null) {
                    refusedElsewhere.incrementAndGet();
                } else {
                    refusedByStream
                            .computeIfAbsent(stream, name -> new LongAdder())
                            .increment();
                }
                throw new CallLimitException(limit);
            }
            if (stream != null) {
                sentByStream.computeIfAbsent(stream, name -> new LongAdder()).increment();
            }
        }

        /** Ends the count; the limit no longer holds. Idempotent. */
        @Override
        public void close() {
            open.remove(this);
        }
    }
}
