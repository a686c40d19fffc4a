package io.throughline.core.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The shared store: a schema of a PostgreSQL database, which several processes may use at once. Needs the driver {@code
 * org.postgresql:postgresql} on the class path, and {@code com.zaxxer:HikariCP} unless the host passes its own
 * connections. Thread-safe: reads see a snapshot and never wait; writes of one stream take turns, also between processes.
 *
 * <p>Who shares the store writes through leases ({@link #lease}); they are timed by the database's clock.
 */
public final class PostgresStore extends SqlStore {

    private PostgresStore(Postgres database, String place) {
        super(database, place);
    }

    /**
     * Opens the store at a place, with connections of its own, at most eight at once.
     *
     * @throws StoreException if the drivers are missing, the database cannot be reached or entered, or its schema is of
     *     another sort or of a newer version; the category tells whether credentials or permission are the reason
     */
    public static PostgresStore open(StoreLocation.Server location) {
        for (String type : List.of("org.postgresql.Driver", "com.zaxxer.hikari.HikariDataSource")) {
            try {
                Class.forName(type);
            } catch (ClassNotFoundException e) {
                throw new StoreException(
                        "a PostgreSQL store needs the driver and a pool: add the dependencies"
                                + " org.postgresql:postgresql and com.zaxxer:HikariCP to the class path",
                        e);
            }
        }
        String place = "the store " + location.place();
        PostgresPool pool = PostgresPool.open(location);
        return open(new Postgres(pool.connections(), pool, location.schema()), place);
    }

    /**
     * Opens the store over connections of the host's, which stay the host's.
     *
     * @param schema the schema that holds the store; lower-case letters, digits and underscores; made if it is not there
     */
    public static PostgresStore open(DataSource connections, String schema) {
        Objects.requireNonNull(connections, "connections");
        return open(
                new Postgres(connections, null, StoreLocation.Server.checkedSchema(schema)),
                "the store in schema " + schema);
    }

    private static PostgresStore open(Postgres database, String place) {
        boolean ready = false;
        try (Database.Session session = database.session()) {
            database.prepare(session);
            new Migrator(database, session, place, Schema.tables(), Schema.migrations()).prepare();
            ready = true;
            return new PostgresStore(database, place);
        } catch (SQLException e) {
            throw new StoreException(
                    PostgresFailure.category(e), place + " cannot be opened: " + database.explain(e), e);
        } finally {
            if (!ready) {
                closeQuietly(database);
            }
        }
    }

    private static void closeQuietly(@Nullable Postgres database) {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(PostgresStore.class).debug("closing after a failure failed as well", e);
        }
    }
}
