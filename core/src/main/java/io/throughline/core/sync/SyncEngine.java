package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.CallMeter;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.StreamCompleteness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store up to date with its sources. Reads the streams side by side on threads that live for one {@link #run}
 * only. Thread-safe, but two runs at once on one store do the same work twice.
 */
public final class SyncEngine {

    /** How many streams are read at once unless the builder says otherwise: {@value}. */
    public static final int DEFAULT_PARALLELISM = 6;

    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final TelemetryStore store;
    private final List<TelemetrySource> sources;
    private final Clock clock;
    private final int parallelism;

    private SyncEngine(Builder builder) {
        this.store = builder.store;
        this.sources = List.copyOf(builder.sources);
        this.clock = builder.clock;
        this.parallelism = builder.parallelism;
    }

    /** Returns a builder of an engine that writes to the given store. */
    public static Builder builder(TelemetryStore store) {
        return new Builder(store);
    }

    /**
     * Reads what is missing or may have changed within the request's horizon.
     *
     * @return one result for each stream of each source; failures of streams are results, not exceptions
     * @throws StoreException if the store itself fails
     * @throws CancellationException if the calling thread is interrupted; what was stored stays, and
     *     the next run goes on from there
     */
    public SyncReport run(SyncRequest request, SyncListener listener) {
        Objects.requireNonNull(request, "request");
        Instant now = clock.instant();
        TreeMap<String, Future<StreamResult>> running = new TreeMap<>();
        List<StreamResult> results = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(parallelism, SyncEngine::thread);
        try {
            for (TelemetrySource source : sources) {
                for (TelemetryStream stream : source.streams()) {
                    if (request.leavesOut(stream.name())) {
                        results.add(leaveOut(stream, now));
                    } else {
                        running.put(stream.name(), executor.submit(() -> sync(stream, request, now, listener)));
                    }
                }
            }
            for (Future<StreamResult> result : running.values()) {
                results.add(join(result));
            }
        } finally {
            shutDown(executor);
        }
        return new SyncReport(request, results);
    }

    private StreamResult sync(TelemetryStream stream, SyncRequest request, Instant now, SyncListener listener) {
        StreamRun run = new StreamRun(stream.name(), store, listener, now);
        StreamResult result;
        try {
            if (stream instanceof MeasuredStream measured) {
                new MeasuredSync(measured, run, request).execute();
            } else {
                new RevisedSync((RevisedStream) stream, run, request).execute();
            }
            result = run.succeeded();
        } catch (StoreException | CancellationException e) {
            throw e;
        } catch (ThroughlineException e) {
            LOG.debug("Stream {} could not be read", run.stream(), e);
            result = failed(run, e.category(), String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // A defect in one source must not keep the others from being read.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("Stream {} failed unexpectedly", run.stream(), e);
            }
            result = failed(run, ThroughlineException.Category.DATA, e.toString(), e);
        }
        listener.finished(result);
        return result;
    }

    private static StreamResult failed(
            StreamRun run, ThroughlineException.Category category, String message, RuntimeException cause) {
        if (Thread.currentThread().isInterrupted()) {
            throw cause;
        }
        return run.failed(category, message.lines().findFirst().orElse("unknown"));
    }

    private StreamResult leaveOut(TelemetryStream stream, Instant now) {
        Optional<StreamState> before = store.state(stream.name());
        StreamCompleteness skipped = StreamCompleteness.skipped(
                stream.name(), before.map(s -> s.completeness().asOf()).orElse(null));
        store.save(new StreamState(
                stream.name(),
                before.map(StreamState::watermark).orElse(null),
                before.map(StreamState::cursor).orElse(null),
                now,
                skipped));
        return new StreamResult(
                stream.name(), StreamResult.Outcome.SKIPPED, null, 0, 0, WriteResult.none(), 0, skipped, null, null);
    }

    private static StreamResult join(Future<StreamResult> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("sync was interrupted; the next run goes on from here");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("streams throw unchecked exceptions only", e.getCause());
        }
    }

    private static void shutDown(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
                LOG.warn("A stream does not stop although it was interrupted; still waiting for it");
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String holderOfThisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unnamed host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "throughline-sync");
        thread.setDaemon(true);
        return thread;
    }

    /** Collects what an engine needs. Not thread-safe. */
    public static final class Builder {

        private final TelemetryStore store;
        private final List<TelemetrySource> sources = new ArrayList<>();
        private Clock clock = Clock.systemUTC();
        private int parallelism = DEFAULT_PARALLELISM;
        private SyncSchedule schedule = SyncSchedule.standard();
        private @Nullable CallMeter meter;
        private Duration leaseLength = DEFAULT_LEASE;
        private String holder = holderOfThisProcess();

        private Builder(TelemetryStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Adds a source; it is not closed by the engine. */
        public Builder source(TelemetrySource source) {
            sources.add(Objects.requireNonNull(source, "source"));
            return this;
        }

        /** Sets the clock that tells when something became known; the system's by default. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Sets how many streams are read at once, at least 1. */
        public Builder parallelism(int streams) {
            if (streams < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1, was " + streams);
            }
            this.parallelism = streams;
            return this;
        }

        /** Sets how often streams are to be read; as their tiers say by default. */
        public Builder schedule(SyncSchedule schedule) {
            this.schedule = Objects.requireNonNull(schedule, "schedule");
            return this;
        }

        /**
         * Sets the meter over the HTTP client that the sources were given. Without one calls are not counted, and a request
         * with a limit of calls is refused.
         */
        public Builder meter(CallMeter meter) {
            this.meter = Objects.requireNonNull(meter, "meter");
            return this;
        }

        /**
         * Sets how long the right to write a stream lasts unless it is renewed, at least a second; 30 s by default. So long
         * others wait for a stream whose engine was killed.
         */
        public Builder leaseLength(Duration length) {
            if (length.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("leaseLength must be at least 1 s, was " + length);
            }
            this.leaseLength = length;
            return this;
        }

        /** Sets who is told to hold a stream, for people; process and host by default. */
        public Builder holder(String holder) {
            if (holder.isBlank()) {
                throw new IllegalArgumentException("holder must not be blank");
            }
            this.holder = holder;
            return this;
        }

        /** Returns the engine. */
        public SyncEngine build() {
            return new SyncEngine(this);
        }
    }
}
