package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: one DuckDB file that one process owns, or this process' memory. Needs the driver {@code
 * org.duckdb:duckdb_jdbc} on the class path. Thread-safe: reads see a snapshot and never wait; writes take turns.
 *
 * <p>Instants of knowledge ({@link StreamState#updatedAt()}, {@link WindowQuery#knowledge()}) are compared by the
 * microsecond.
 *
 * <pre>{@code
 * try (TelemetryStore store = DuckDbStore.open(Path.of("throughline.duckdb"))) {
 *     WindowContent lastHour = store.read(WindowQuery.all(TimeWindow.endingAt(now, Duration.ofHours(1))));
 * }
 * }</pre>
 */
public final class DuckDbStore implements TelemetryStore {

    private final DuckDb database;
    private final String place;
    private final RecordCodec codec = new RecordCodec();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    private DuckDbStore(DuckDb database, String place) {
        this.database = database;
        this.place = place;
    }

    /**
     * Opens the store in a file, which is made if it does not exist.
     *
     * @throws StoreHeldException if another process holds the file
     * @throws StoreException if the driver is missing, or the file cannot be opened, is of another sort, damaged, or of a
     *     newer version
     */
    public static DuckDbStore open(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StoreException(
                    "cannot open the store " + file + ": there is no folder " + folder + "; create it, or correct the"
                            + " store's path",
                    null);
        }
        return open(file, "the store " + file);
    }

    /** Opens an empty store in memory; its content ends with {@link #close()}. */
    public static DuckDbStore inMemory() {
        return open(null, "the store in memory");
    }

    private static DuckDbStore open(@Nullable Path file, String place) {
        try {
            Class.forName("org.duckdb.DuckDBDriver");
        } catch (ClassNotFoundException e) {
            throw new StoreException(
                    "a DuckDB store needs the driver: add the dependency org.duckdb:duckdb_jdbc to the class path", e);
        }
        DuckDb database = DuckDb.open(file);
        NativeCopies.clean(Path.of(System.getProperty("java.io.tmpdir")));
        boolean ready = false;
        try (DuckDb.Session session = database.session()) {
            Schema.prepare(session.connection(), place);
            ready = true;
            return new DuckDbStore(database, place);
        } catch (SQLException e) {
            throw failure("open", place, e);
        } finally {
            if (!ready) {
                closeQuietly(database);
            }
        }
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
                session -> StateTable.read(session.connection(), codec, stream).stream()
                        .findFirst());
    }

    @Override
    public List<StreamState> states() {
        return read("read the states", session -> StateTable.read(session.connection(), codec, null));
    }

    @Override
    public SortedSet<String> vendorIds(String stream, TimeWindow horizon) {
        return read("read the vendor ids of " + stream, session -> {
            SortedSet<String> ids = new TreeSet<>();
            try (PreparedStatement select = session.connection()
                    .prepareStatement(
                            "SELECT vendor_id FROM event WHERE stream = ? AND start_us >= ? AND start_us < ?")) {
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
        return read("read " + query.window(), session -> new DuckDbReader(session, codec).read(query));
    }

    @Override
    public void save(StoredView view) {
        inTransaction("save the view " + view.key(), session -> {
            ViewTable.write(session.connection(), view);
            return view;
        });
    }

    @Override
    public Optional<StoredView> view(String key) {
        return read("read the view " + key, session -> ViewTable.read(session.connection(), key));
    }

    @Override
    public SortedSet<String> viewKeys() {
        return read("read the views' keys", session -> ViewTable.keys(session.connection()));
    }

    @Override
    public String contentDigest() {
        return read("digest the content", session -> new DuckDbDigest(session, codec).hex());
    }

    /** Closes the file, after the write in progress if there is one. Reads in progress end on their own. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                database.close();
            }
        } catch (SQLException e) {
            throw failure("close", place, e);
        } finally {
            writing.unlock();
        }
    }

    private WriteResult write(String operation, StreamState state, Work<DuckDbWriter, WriteResult> work) {
        return inTransaction(operation, session -> {
            // The state comes first: from here on the transaction writes, and no checkpoint moves rows beneath it.
            long known = StateTable.write(session.connection(), codec, state);
            return work.on(new DuckDbWriter(session, codec, state.stream(), known));
        });
    }

    private <T> T inTransaction(String operation, Work<DuckDb.Session, T> work) {
        writing.lock();
        try (DuckDb.Session session = session()) {
            session.begin();
            T result = work.on(session);
            session.commit();
            return result;
        } catch (SQLException e) {
            throw failure(operation, place, e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T read(String operation, Work<DuckDb.Session, T> work) {
        try (DuckDb.Session session = session()) {
            session.begin();
            return work.on(session);
        } catch (SQLException e) {
            throw failure(operation, place, e);
        }
    }

    private DuckDb.Session session() throws SQLException {
        if (closed) {
            throw new StoreException(place + " is closed", null);
        }
        return database.session();
    }

    private static StoreException failure(String operation, String place, SQLException e) {
        String words = DuckDb.firstLine(e);
        String remedy = words.contains("database has been invalidated")
                ? "; close the store and open it again, it resumes from its last complete write"
                : "";
        return new StoreException(place + " cannot " + operation + ": " + words + remedy, e);
    }

    private static void closeQuietly(DuckDb database) {
        try {
            database.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(DuckDbStore.class).debug("closing after a failure failed as well", e);
        }
    }

    private interface Work<S, T> {
        T on(S subject) throws SQLException;
    }
}
