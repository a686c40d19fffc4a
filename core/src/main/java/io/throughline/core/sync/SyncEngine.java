package io.throughline.core.sync;

import io.throughline.core.http.CallMeter;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store up to date with its sources. Reads the streams side by side on threads that live for one {@link #run}
 * only. Thread-safe: of several runs at once, in whatever process, one reads a stream and the others report it as held.
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
    private final SyncSchedule schedule;
    private final @Nullable CallMeter meter;
    private final Duration leaseLength;
    private final String holder;
    private final AtomicLong runs = new AtomicLong();

    private SyncEngine(Builder builder) {
        this.store = builder.store;
        this.sources = List.copyOf(builder.sources);
        this.clock = builder.clock;
        this.parallelism = builder.parallelism;
        this.schedule = builder.schedule;
        this.meter = builder.meter;
        this.leaseLength = builder.leaseLength;
        this.holder = builder.holder;
    }

    /** Returns a builder of an engine that writes to the given store. */
    public static Builder builder(TelemetryStore store) {
        return new Builder(store);
    }

    /**
     * Reads what is missing or may have changed within the request's horizon: fresh data of all streams before any
     * back-fill, the more urgent {@link io.throughline.core.source.Tier} first. A request for what is {@linkplain
     * SyncRequest#due() due} ends its back-fill once fresh data is due again, and the next one goes on with it.
     *
     * @return one result for each stream of each source; failures of streams are results, not exceptions
     * @throws StoreException if the store itself fails
     * @throws CancellationException if the calling thread is interrupted; what was stored stays, and
     *     the next run goes on from there
     * @throws IllegalArgumentException if the request limits calls and the engine has no meter
     */
    public SyncReport run(SyncRequest request, SyncListener listener) {
        Objects.requireNonNull(request, "request");
        if (request.maxCalls() != null && meter == null) {
            throw new IllegalArgumentException(
                    "calls can only be limited if they are counted: give the engine the meter of its sources' client");
        }
        Instant now = clock.instant();
        // The number tells runs apart, should two of one process meet.
        Leases leases = new Leases(store, holder + ", run " + runs.incrementAndGet(), leaseLength);
        CallMeter.Allowance allowance = meter == null ? null : meter.allow(request.maxCalls());
        try {
            StreamJournal journal = new StreamJournal(leases, now, request.dryRun());
            return run(new SyncRun(store, request, listener, schedule, clock, now, leases, journal, allowance));
        } finally {
            if (allowance != null) {
                allowance.close();
            }
            leases.close();
        }
    }

    private SyncReport run(SyncRun sync) {
        List<StreamResult> results = new ArrayList<>();
        List<TelemetryStream> wanted = new ArrayList<>();
        for (TelemetrySource source : sources) {
            for (TelemetryStream stream : source.streams()) {
                if (sync.request().leavesOut(stream.name())) {
                    results.add(leaveOut(stream, sync));
                } else {
                    wanted.add(stream);
                }
            }
        }
        Restraint restraint = new Restraint(sync, backfillUntil(wanted, sync));
        List<StreamTask> tasks = new ArrayList<>();
        for (TelemetryStream stream : wanted) {
            Optional<StreamResult> wait = sync.request().dueOnly()
                    ? StreamTask.notYet(stream, store.state(stream.name()), sync)
                    : Optional.empty();
            if (wait.isPresent()) {
                results.add(wait.get());
                sync.listener().finished(wait.get());
            } else {
                tasks.add(new StreamTask(stream, sync, restraint));
            }
        }
        work(new StepQueue(tasks, sync.request().maxCalls() != null), Math.min(parallelism, tasks.size()));
        tasks.forEach(task -> results.add(task.result().orElseThrow()));
        return new SyncReport(sync.request(), results, nextDue(wanted, results, sync));
    }

    private @Nullable Instant backfillUntil(List<TelemetryStream> streams, SyncRun sync) {
        if (!sync.request().dueOnly()) {
            return null;
        }
        return streams.stream()
                .map(stream -> sync.now().plus(schedule.every(stream)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private @Nullable Instant nextDue(List<TelemetryStream> streams, List<StreamResult> results, SyncRun sync) {
        Instant now = clock.instant();
        Set<String> held = results.stream()
                .filter(result -> result.outcome() == StreamResult.Outcome.HELD)
                .map(StreamResult::stream)
                .collect(Collectors.toSet());
        return streams.stream()
                .map(stream -> held.contains(stream.name())
                        ? now.plus(sync.leases().length())
                        : schedule.due(stream, store.state(stream.name()), now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private StreamResult leaveOut(TelemetryStream stream, SyncRun sync) {
        Optional<StreamState> before = store.state(stream.name());
        StreamCompleteness skipped = StreamCompleteness.skipped(
                stream.name(), before.map(s -> s.completeness().asOf()).orElse(null));
        // Where somebody else is reading the stream, what they find out counts more.
        Optional<StreamLease> lease =
                sync.request().dryRun() ? Optional.empty() : sync.leases().take(stream.name());
        if (lease.isPresent()) {
            try {
                Optional<StreamState> state = store.state(stream.name());
                lease.get()
                        .save(new StreamState(
                                stream.name(),
                                state.map(StreamState::watermark).orElse(null),
                                state.map(StreamState::cursor).orElse(null),
                                sync.now(),
                                skipped,
                                state.map(StreamState::attempts).orElseGet(Attempts::none),
                                state.map(StreamState::pulse).orElse(null)));
            } finally {
                sync.leases().giveBack(lease.get());
            }
        }
        return StreamTask.untouched(stream.name(), StreamResult.Outcome.SKIPPED, skipped);
    }

    private static void work(StepQueue queue, int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads), SyncEngine::thread);
        List<Future<?>> workers = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(queue::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
                queue.rethrow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("sync was interrupted; the next run goes on from here");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            throw new IllegalStateException("workers keep what fails to themselves", e.getCause());
        } finally {
            shutDown(executor);
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
