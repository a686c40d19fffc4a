package io.throughline.core.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
public final class DuckDbStore extends SqlStore {

    private DuckDbStore(Database database, String place) {
        super(database, place);
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
        DuckDb database = open(file, place, System.getProperty("java.io.tmpdir"));
        NativeCopies.clean(Path.of(System.getProperty("java.io.tmpdir")));
        boolean ready = false;
        try (Database.Session session = database.session()) {
            new Migrator(database, session, place, Schema.tables(), Schema.migrations()).prepare();
            session.begin();
            // Who had one was a thread of the process that has the file no longer.
            new LeaseTable(session).releaseAll();
            session.commit();
            ready = true;
            return new DuckDbStore(database, place);
        } catch (SQLException e) {
            throw new StoreException(place + " cannot open: " + database.explain(e), e);
        } finally {
            if (!ready) {
                closeQuietly(database);
            }
        }
    }

    /** Opens the database; the driver unpacks its library into the given folder when it is used first. */
    private static DuckDb open(@Nullable Path file, String place, String temporary) {
        try {
            return DuckDb.open(file);
        } catch (LinkageError e) {
            throw new StoreException(
                    place + " cannot open: DuckDB's driver could not unpack and load its library (about 70 MB) in "
                            + temporary + "; free space there, or name another folder with -Djava.io.tmpdir",
                    e);
        }
    }

    private static void closeQuietly(DuckDb database) {
        try {
            database.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(DuckDbStore.class).debug("closing after a failure failed as well", e);
        }
    }
}
