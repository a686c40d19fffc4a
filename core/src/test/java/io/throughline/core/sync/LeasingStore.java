package io.throughline.core.sync;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.LeaseHolder;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StoreStatus;
import io.throughline.core.store.StoredView;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.StreamWrites;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.Tombstone;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/** The in-memory store, which counts what is written, and whose leases a test can take away. */
final class LeasingStore implements TelemetryStore {

    private final InMemoryTelemetryStore inner = new InMemoryTelemetryStore();
    private final Map<String, Lease> leases = new TreeMap<>();
    private long tokens;
    int writes;
    int saves;
    final Semaphore renewals = new Semaphore(0);

    private record Lease(String holder, long token) {}

    /** Takes a stream away from whoever has it, as another process would after the lease has run out. */
    synchronized void steal(String stream, String holder) {
        leases.put(stream, new Lease(holder, ++tokens));
    }

    synchronized void free(String stream) {
        leases.remove(stream);
    }

    synchronized Set<String> leased() {
        return Set.copyOf(leases.keySet());
    }

    @Override
    public synchronized WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        writes++;
        return inner.replace(windows, batch, state);
    }

    @Override
    public synchronized WriteResult revise(TelemetryBatch batch, StreamState state) {
        writes++;
        return inner.revise(batch, state);
    }

    @Override
    public synchronized WriteResult retire(Set<String> vendorIds, StreamState state) {
        writes++;
        return inner.retire(vendorIds, state);
    }

    @Override
    public synchronized void save(StreamState state) {
        saves++;
        writes++;
        inner.save(state);
    }

    @Override
    public synchronized Optional<StreamLease> lease(String stream, String holder, Duration length) {
        if (leases.containsKey(stream)) {
            return Optional.empty();
        }
        Lease lease = new Lease(holder, ++tokens);
        leases.put(stream, lease);
        return Optional.of(new Granted(stream, lease));
    }

    @Override
    public synchronized Optional<LeaseHolder> holder(String stream) {
        return Optional.ofNullable(leases.get(stream))
                .map(lease -> new LeaseHolder(stream, lease.holder(), Instant.EPOCH, lease.token()));
    }

    @Override
    public StreamWrites rehearsal() {
        return inner.rehearsal();
    }

    @Override
    public List<SetAside> setAside(String stream) {
        return inner.setAside(stream);
    }

    @Override
    public Optional<StreamState> state(String stream) {
        return inner.state(stream);
    }

    @Override
    public List<StreamState> states() {
        return inner.states();
    }

    @Override
    public SortedSet<String> vendorIds(String stream, TimeWindow horizon) {
        return inner.vendorIds(stream, horizon);
    }

    @Override
    public List<Tombstone> tombstones(String stream, TimeWindow horizon) {
        return inner.tombstones(stream, horizon);
    }

    @Override
    public WindowContent read(WindowQuery query) {
        return inner.read(query);
    }

    @Override
    public void save(StoredView view) {
        inner.save(view);
    }

    @Override
    public Optional<StoredView> view(String key) {
        return inner.view(key);
    }

    @Override
    public SortedSet<String> viewKeys() {
        return inner.viewKeys();
    }

    @Override
    public String contentDigest() {
        return inner.contentDigest();
    }

    @Override
    public MaintenanceResult maintain(Retention retention, Instant now) {
        return inner.maintain(retention, now);
    }

    @Override
    public Optional<Instant> rawFrom() {
        return inner.rawFrom();
    }

    @Override
    public StoreStatus status() {
        return inner.status();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Granted implements StreamLease {

        private final String stream;
        private final Lease lease;

        private Granted(String stream, Lease lease) {
            this.stream = stream;
            this.lease = lease;
        }

        private void requireHeld() {
            if (!lease.equals(leases.get(stream))) {
                throw new LeaseLostException("the lease of " + stream + " was taken over");
            }
        }

        @Override
        public String stream() {
            return stream;
        }

        @Override
        public long token() {
            return lease.token();
        }

        @Override
        public void renew() {
            synchronized (LeasingStore.this) {
                requireHeld();
                renewals.release();
            }
        }

        @Override
        public void close() {
            synchronized (LeasingStore.this) {
                leases.remove(stream, lease);
            }
        }

        @Override
        public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
            synchronized (LeasingStore.this) {
                requireHeld();
                return LeasingStore.this.replace(windows, batch, state);
            }
        }

        @Override
        public WriteResult revise(TelemetryBatch batch, StreamState state) {
            synchronized (LeasingStore.this) {
                requireHeld();
                return LeasingStore.this.revise(batch, state);
            }
        }

        @Override
        public WriteResult retire(Set<String> vendorIds, StreamState state) {
            synchronized (LeasingStore.this) {
                requireHeld();
                return LeasingStore.this.retire(vendorIds, state);
            }
        }

        @Override
        public void save(StreamState state) {
            synchronized (LeasingStore.this) {
                requireHeld();
                LeasingStore.this.save(state);
            }
        }
    }
}
