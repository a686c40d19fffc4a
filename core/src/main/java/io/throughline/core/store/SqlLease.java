package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A lease of a store on a database. That it still holds is asked for in the same transaction that writes. */
final class SqlLease implements StreamLease {

    private final SqlStore store;
    private final String stream;
    private final long token;
    private final Duration length;

    SqlLease(SqlStore store, String stream, long token, Duration length) {
        this.store = store;
        this.stream = stream;
        this.token = token;
        this.length = length;
    }

    @Override
    public String stream() {
        return stream;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public void renew() {
        store.inLease("renew the lease of " + stream, stream, session -> {
            check(session);
            return token;
        });
    }

    @Override
    public void close() {
        store.release(stream, token);
    }

    @Override
    public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        return store.replace(windows, batch, own(state), this::check, true);
    }

    @Override
    public WriteResult revise(TelemetryBatch batch, StreamState state) {
        return store.revise(batch, own(state), this::check, true);
    }

    @Override
    public WriteResult retire(Set<String> vendorIds, StreamState state) {
        return store.retire(vendorIds, own(state), this::check, true);
    }

    @Override
    public void save(StreamState state) {
        store.save(own(state), this::check, true);
    }

    private StreamState own(StreamState state) {
        if (!state.stream().equals(stream)) {
            throw new IllegalArgumentException("the lease of " + stream + " is none of " + state.stream());
        }
        return state;
    }

    private void check(Database.Session session) throws java.sql.SQLException {
        new LeaseTable(session).renew(stream, token, length);
    }
}
