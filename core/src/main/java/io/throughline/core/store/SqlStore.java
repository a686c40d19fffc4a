package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A store on a database that speaks SQL: reads see a snapshot. What differs between databases is in {@link Database} and
 * its {@link Dialect}.
 */
abstract class SqlStore implements TelemetryStore {

    private final Database database;
    private final String place;
    private final RecordCodec codec = new RecordCodec();
    /** Held by writes, alone where they must take turns, and by the closing. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** Creates the store on an open database whose schema is as it should be; {@code place} names it in messages. */
    SqlStore(Database database, String place) {
        this.database = database;
        this.place = place;
    }

    @Override
    public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        List<TimeWindow> spans = BatchRules.checkReplacement(windows, batch, state);
        String where = spans.isEmpty()
                ? ""
                : " in " + spans.get(0).from() + "/"
                        + spans.get(spans.size() - 1).to();
        return write("replace " + state.stream() + where, state, writer -> writer.replace(spans, batch));
    }

    @Override
    public WriteResult revise(TelemetryBatch batch, StreamState state) {
        BatchRules.checkRevision(batch, state);
        return write("revise " + state.stream(), state, writer -> writer.revise(batch));
    }

    @Override
    public WriteResult retire(Set<String> vendorIds, StreamState state) {
        return write("retire from " + state.stream(), state, writer -> writer.retire(vendorIds));
    }

    @Override
    public void save(StreamState state) {
        write("save the state of " + state.stream(), state, writer -> WriteResult.none());
    }

    @Override
    public Optional<StreamState> state(String stream) {
        return read(
                "read the state of " + stream,
                session -> StateTable.read(session, codec, stream).stream()
                        .findFirst());
    }

    @Override
    public List<StreamState> states() {
        return read("read the states", session -> StateTable.read(session, codec, null));
    }

    @Override
    public SortedSet<String> vendorIds(String stream, TimeWindow horizon) {
        return read("read the vendor ids of " + stream, session -> {
            SortedSet<String> ids = new TreeSet<>();
            try (PreparedStatement select = session.connection()
                    .prepareStatement(
                            "SELECT vendor_id FROM " + session.dialect().table("event")
                            + " WHERE stream = ? AND start_us >= ? AND start_us < ?")) {
                select.setString(1, stream);
                select.setLong(2, EpochTime.ceilMicros(horizon.from()));
                select.setLong(3, EpochTime.ceilMicros(horizon.to()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
            }
            return Collections.unmodifiableSortedSet(ids);
        });
    }

    @Override
    public WindowContent read(WindowQuery query) {
        return read("read " + query.window(), session -> new SqlReader(session, codec).read(query));
    }

    @Override
    public void save(StoredView view) {
        inTransaction("save the view " + view.key(), session -> {
            ViewTable.write(session, view);
            return view;
        });
    }

    @Override
    public Optional<StoredView> view(String key) {
        return read("read the view " + key, session -> ViewTable.read(session, key));
    }

    @Override
    public SortedSet<String> viewKeys() {
        return read("read the views' keys", session -> ViewTable.keys(session));
    }

    @Override
    public String contentDigest() {
        return read("digest the content", session -> new SqlDigest(session, codec).hex());
    }

    /** Closes the database, after the write in progress if there is one. Reads in progress end on their own. */
    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                database.close();
            }
        } catch (SQLException e) {
            throw failure("close", e);
        } finally {
            open.writeLock().unlock();
        }
    }

    private WriteResult write(String operation, StreamState state, Work<SqlWriter, WriteResult> work) {
        return inTransaction(operation, session -> {
            session.lock("stream " + state.stream());
            // The state comes first: from here on the transaction writes, and no checkpoint moves rows beneath it.
            long known = StateTable.write(session, codec, state);
            return work.on(new SqlWriter(session, codec, state.stream(), known));
        });
    }

    private <T> T inTransaction(String operation, Work<Database.Session, T> work) {
        Lock turn = database.oneWriter() ? open.writeLock() : open.readLock();
        turn.lock();
        try (Database.Session session = session()) {
            session.begin();
            T result = work.on(session);
            session.commit();
            return result;
        } catch (SQLException e) {
            throw failure(operation, e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T read(String operation, Work<Database.Session, T> work) {
        try (Database.Session session = session()) {
            session.beginReading();
            return work.on(session);
        } catch (SQLException e) {
            throw failure(operation, e);
        }
    }

    private Database.Session session() throws SQLException {
        if (closed) {
            throw new StoreException(place + " is closed", null);
        }
        return database.session();
    }

    private StoreException failure(String operation, SQLException e) {
        return new StoreException(place + " cannot " + operation + ": " + database.explain(e), e);
    }

    @Override
    public Optional<StreamLease> lease(String stream, String holder, Duration length) {
        throw new UnsupportedOperationException("lease");
    }

    @Override
    public Optional<LeaseHolder> holder(String stream) {
        throw new UnsupportedOperationException("holder");
    }

    @Override
    public StreamWrites rehearsal() {
        throw new UnsupportedOperationException("rehearsal");
    }

    @Override
    public List<Tombstone> tombstones(String stream, TimeWindow horizon) {
        throw new UnsupportedOperationException("tombstones");
    }

    @Override
    public List<SetAside> setAside(String stream) {
        throw new UnsupportedOperationException("setAside");
    }

    @Override
    public MaintenanceResult maintain(Retention retention, Instant now) {
        throw new UnsupportedOperationException("maintain");
    }

    @Override
    public Optional<Instant> rawFrom() {
        return Optional.empty();
    }

    @Override
    public StoreStatus status() {
        throw new UnsupportedOperationException("status");
    }

    private interface Work<S, T> {
        T on(S subject) throws SQLException;
    }
}
