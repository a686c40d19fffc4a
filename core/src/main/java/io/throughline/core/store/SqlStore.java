package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A store on a database that speaks SQL: reads see a snapshot. What differs between databases is in {@link Database} and
 * its {@link Dialect}.
 */
abstract class SqlStore implements TelemetryStore {

    private static final int MOST_ATTEMPTS = 4;
    /** Longer than a write takes, which keeps its own lease from being renewed meanwhile. */
    private static final Duration STOPPED = Duration.ofSeconds(45);

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
        return replace(windows, batch, state, session -> {}, true);
    }

    @Override
    public WriteResult revise(TelemetryBatch batch, StreamState state) {
        return revise(batch, state, session -> {}, true);
    }

    @Override
    public WriteResult retire(Set<String> vendorIds, StreamState state) {
        return retire(vendorIds, state, session -> {}, true);
    }

    @Override
    public void save(StreamState state) {
        save(state, session -> {}, true);
    }

    WriteResult replace(
            List<TimeWindow> windows, TelemetryBatch batch, StreamState state, Condition condition, boolean keep) {
        List<TimeWindow> spans = BatchRules.checkReplacement(windows, batch, state);
        String where = spans.isEmpty()
                ? ""
                : " in " + spans.get(0).from() + "/"
                        + spans.get(spans.size() - 1).to();
        return write(
                "replace " + state.stream() + where, state, condition, keep, writer -> writer.replace(spans, batch));
    }

    WriteResult revise(TelemetryBatch batch, StreamState state, Condition condition, boolean keep) {
        BatchRules.checkRevision(batch, state);
        return write("revise " + state.stream(), state, condition, keep, writer -> writer.revise(batch));
    }

    WriteResult retire(Set<String> vendorIds, StreamState state, Condition condition, boolean keep) {
        return write("retire from " + state.stream(), state, condition, keep, writer -> writer.retire(vendorIds));
    }

    void save(StreamState state, Condition condition, boolean keep) {
        write("save the state of " + state.stream(), state, condition, keep, writer -> WriteResult.none());
    }

    @Override
    public StreamWrites rehearsal() {
        return new SqlRehearsal(this);
    }

    @Override
    public Optional<StreamLease> lease(String stream, String holder, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("length of a lease must be positive, was " + length);
        }
        OptionalLong token = inTransaction("take the lease of " + stream, true, session -> {
            LeaseTable leases = new LeaseTable(session);
            if (session.tryLock(lock(stream))) {
                return leases.take(stream, holder, length);
            }
            // Somebody is writing the stream at this moment; who still does so long after the lease has ended was
            // stopped.
            if (leases.hasEndedFor(stream, STOPPED)) {
                session.evict(lock(stream));
            }
            return OptionalLong.empty();
        });
        return token.isPresent()
                ? Optional.of(new SqlLease(this, stream, token.getAsLong(), length))
                : Optional.empty();
    }

    @Override
    public Optional<LeaseHolder> holder(String stream) {
        return read("read the lease of " + stream, session -> new LeaseTable(session).holder(stream));
    }

    void release(String stream, long token) {
        inLease("give back the lease of " + stream, stream, session -> {
            new LeaseTable(session).release(stream, token);
            return token;
        });
    }

    <T> T inLease(String operation, String stream, Work<Database.Session, T> work) {
        return inTransaction(operation, true, session -> {
            session.lock(lock(stream));
            return work.on(session);
        });
    }

    @Override
    public List<Tombstone> tombstones(String stream, TimeWindow horizon) {
        return read("read the tombstones of " + stream, session -> TombstoneTable.read(session, stream, horizon));
    }

    @Override
    public List<SetAside> setAside(String stream) {
        return read("read what was set aside of " + stream, session -> SetAsideTable.read(session, codec, stream));
    }

    @Override
    public MaintenanceResult maintain(Retention retention, Instant now) {
        Maintenance.Transactions transactions = new Maintenance.Transactions() {
            @Override
            public <T> T run(String lock, Piecework<T> work) {
                return inTransaction("maintain (" + lock + ")", true, session -> {
                    session.lock(lock);
                    return work.on(session);
                });
            }
        };
        return new Maintenance(transactions, codec, retention, now).run();
    }

    @Override
    public Optional<Instant> rawFrom() {
        return read(
                "read since when points are kept as they were read",
                session -> RawRange.read(session).map(RawRange::from));
    }

    @Override
    public StoreStatus status() {
        return read("read its status", session -> {
            SortedMap<String, Long> rows = new TreeMap<>();
            for (Map.Entry<String, String> entry : StatusRows.TABLES.entrySet()) {
                rows.merge(entry.getValue(), count(session, entry.getKey()), Long::sum);
            }
            return new StoreStatus(
                    place,
                    database.product() + " " + session.version(),
                    Math.toIntExact(count(session, "max(version)", Schema.VERSIONS.name())),
                    session.bytes(),
                    rows);
        });
    }

    private static long count(Database.Session session, String table) throws SQLException {
        return count(session, "count(*)", table);
    }

    private static long count(Database.Session session, String what, String table) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + what + " FROM " + session.dialect().table(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Optional<StreamState> state(String stream) {
        return read(
                "read the state of " + stream,
                session -> StateTable.read(session, codec, stream).stream().findFirst());
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
        inTransaction("save the view " + view.key(), true, session -> {
            // Several processes may keep the same view fresh.
            session.lock("view " + view.key());
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

    private WriteResult write(
            String operation, StreamState state, Condition condition, boolean keep, Work<SqlWriter, WriteResult> work) {
        return inTransaction(operation, keep, session -> {
            session.lock(lock(state.stream()));
            condition.check(session);
            // The state comes first: from here on the transaction writes, and no checkpoint moves rows beneath it.
            long known = StateTable.write(session, codec, state);
            return work.on(new SqlWriter(session, codec, state.stream(), known));
        });
    }

    /** Runs work in one transaction, and commits it unless it is only tried. Begins anew if others were in the way. */
    private <T> T inTransaction(String operation, boolean keep, Work<Database.Session, T> work) {
        Lock turn = database.oneWriter() ? open.writeLock() : open.readLock();
        turn.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                try (Database.Session session = session()) {
                    session.begin();
                    T result = work.on(session);
                    if (keep) {
                        session.commit();
                    }
                    return result;
                } catch (SQLException e) {
                    if (attempt == MOST_ATTEMPTS || !database.isTransient(e)) {
                        throw failure(operation, e);
                    }
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private static String lock(String stream) {
        return "stream " + stream;
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

    /** What must hold for a write, asked in its transaction when the stream is locked. */
    interface Condition {
        void check(Database.Session session) throws SQLException;
    }

    /** What is done in a transaction. */
    interface Work<S, T> {
        T on(S subject) throws SQLException;
    }
}
