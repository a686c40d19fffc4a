package io.throughline.core.sync;

import io.throughline.core.store.LeaseHolder;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.TelemetryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases of one sync, renewed by a thread that lives as long as the sync. Thread-safe. */
final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final TelemetryStore store;
    private final String holder;
    private final Duration length;
    private final Set<StreamLease> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService renewer;

    Leases(TelemetryStore store, String holder, Duration length) {
        this.store = store;
        this.holder = holder;
        this.length = length;
        this.renewer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "throughline-lease");
            thread.setDaemon(true);
            return thread;
        });
        long third = length.toMillis() / 3;
        var unused = renewer.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    Duration length() {
        return length;
    }

    /** Takes the lease of a stream; empty if somebody else has it. */
    Optional<StreamLease> take(String stream) {
        Optional<StreamLease> lease = store.lease(stream, holder, length);
        lease.ifPresent(held::add);
        return lease;
    }

    /** Returns who has a stream, for people. */
    String holderOf(String stream) {
        return store.holder(stream)
                .map(Leases::words)
                .orElse("another sync was reading it"); // and has given it back meanwhile
    }

    private static String words(LeaseHolder other) {
        return other.holder() + " is syncing it (until " + other.until() + " unless it goes on)";
    }

    /** Gives a lease back. A store that cannot be reached lets it run out instead. */
    void giveBack(StreamLease lease) {
        held.remove(lease);
        // A thread that is being stopped must still be able to talk to the store.
        boolean interrupted = Thread.interrupted();
        try {
            lease.close();
        } catch (StoreException e) {
            LOG.warn("The lease of {} could not be given back, it ends by itself: {}", lease.stream(), e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void renew() {
        for (StreamLease lease : List.copyOf(held)) {
            try {
                lease.renew();
            } catch (LeaseLostException e) {
                held.remove(lease); // the next write of the stream tells
            } catch (RuntimeException e) {
                LOG.warn("The lease of {} could not be renewed: {}", lease.stream(), e.getMessage());
            }
        }
    }

    /** Gives back what is still held and ends the thread. */
    @Override
    public void close() {
        renewer.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!renewer.awaitTermination(length.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A lease is still being renewed after {}", length);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        held.forEach(this::giveBack);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
