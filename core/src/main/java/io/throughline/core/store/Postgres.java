package io.throughline.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL, one schema of it. Writes of different streams run side by side. */
final class Postgres implements Database, Dialect {

    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    /** Rows that a query fetches at once, so that a large result does not stand in memory beside what is made of it. */
    private static final int FETCHED_AT_ONCE = 2_000;

    /**
     * Bounds of a transaction that writes. Who is stopped in the middle of one holds its locks; the server then ends it,
     * or, while it waits for the rest of a COPY, whoever wants the stream ({@link Session#evict}).
     */
    private static final String WRITING = "SET LOCAL idle_in_transaction_session_timeout = '60s';"
            + " SET LOCAL lock_timeout = '50s'; SET LOCAL statement_timeout = '60s'";

    /** Bounds of one that reads, which holds up nobody. */
    private static final String READING =
            "SET LOCAL idle_in_transaction_session_timeout = '300s'; SET LOCAL statement_timeout = '300s'";

    private final DataSource connections;
    private final @Nullable AutoCloseable owned;
    private final String schema;

    /**
     * Creates the database.
     *
     * @param owned what is to be closed with it, or null if the connections are the host's
     * @param schema a name that needs no quotes ({@link StoreLocation.Server})
     */
    Postgres(DataSource connections, @Nullable AutoCloseable owned, String schema) {
        this.connections = connections;
        this.owned = owned;
        this.schema = schema;
    }

    @Override
    public Session session() throws SQLException {
        Connection connection = connections.getConnection();
        try {
            connection.setAutoCommit(false);
            connection.unwrap(PGConnection.class).setDefaultFetchSize(FETCHED_AT_ONCE);
            return new OneConnection(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes the schema if it is not there. */
    void prepare(Session session) throws SQLException {
        session.begin();
        session.lock("schema");
        boolean there;
        try (PreparedStatement select =
                session.connection().prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            select.setString(1, schema);
            try (ResultSet row = select.executeQuery()) {
                there = row.next();
            }
        }
        if (!there) {
            session.execute("CREATE SCHEMA " + schema);
        }
        session.commit();
    }

    @Override
    public Dialect dialect() {
        return this;
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String elsewhere() {
        return "choose another schema (store.schema), or drop this one and sync again";
    }

    @Override
    public boolean oneWriter() {
        return false;
    }

    @Override
    public String explain(SQLException e) {
        return PostgresFailure.explain(e);
    }

    @Override
    public boolean isTransient(SQLException e) {
        return PostgresFailure.isTransient(e);
    }

    @Override
    public void close() throws SQLException {
        if (owned == null) {
            return;
        }
        try {
            owned.close();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case DOUBLE -> "double precision";
            case TEXT -> "text";
            case BINARY -> "bytea";
            case POSITION -> "tid";
        };
    }

    @Override
    public String table(String name) {
        return schema + "." + name;
    }

    @Override
    public String temporary(String name) {
        return "pg_temp." + name;
    }

    @Override
    public String position() {
        return "ctid";
    }

    @Override
    public String isAt(String positions) {
        return "ctid = ANY (ARRAY(" + positions + "))";
    }

    @Override
    public String columns() {
        return "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_attribute a ON a.attrelid = c.oid"
                + " WHERE n.nspname = '" + schema + "' AND c.relkind IN ('r', 'p')"
                + " AND a.attnum > 0 AND NOT a.attisdropped";
    }

    @Override
    public boolean indexed() {
        return true;
    }

    @Override
    public byte[] bytes(ResultSet row, String column) throws SQLException {
        return row.getBytes(column);
    }

    private final class OneConnection implements Session {

        private final Connection connection;
        /** Temporary tables that this transaction has used; the others are empty. */
        private final Set<String> used = new HashSet<>();

        OneConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public Dialect dialect() {
            return Postgres.this;
        }

        /** Each statement sees what was committed before it, and so what the holder of a lock before has written. */
        @Override
        public void begin() throws SQLException {
            begin(Connection.TRANSACTION_READ_COMMITTED, WRITING);
        }

        @Override
        public void beginReading() throws SQLException {
            begin(Connection.TRANSACTION_REPEATABLE_READ, READING);
        }

        private void begin(int isolation, String bounds) throws SQLException {
            connection.setTransactionIsolation(isolation);
            used.clear();
            execute(bounds);
        }

        @Override
        public void lock(String name) throws SQLException {
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, "throughline " + schema + " " + name);
                lock.execute();
            }
        }

        @Override
        public boolean tryLock(String name) throws SQLException {
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, "throughline " + schema + " " + name);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        }

        @Override
        public void evict(String name) throws SQLException {
            // A lock by a number shows its upper and its lower half.
            try (PreparedStatement end =
                    connection.prepareStatement("SELECT pg_terminate_backend(l.pid) FROM pg_locks l,"
                            + " (SELECT hashtextextended(?, 0) AS number) k WHERE l.locktype = 'advisory' AND l.granted"
                            + " AND l.objsubid = 1 AND l.classid::bigint = ((k.number >> 32) & 4294967295)"
                            + " AND l.objid::bigint = (k.number & 4294967295) AND l.pid <> pg_backend_pid()"
                            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
                end.setString(1, "throughline " + schema + " " + name);
                end.execute();
            }
        }

        @Override
        public long now() throws SQLException {
            return number("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
        }

        @Override
        public String version() throws SQLException {
            return connection.getMetaData().getDatabaseProductVersion();
        }

        @Override
        public long bytes() throws SQLException {
            return number("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = '" + schema + "' AND c.relkind = 'r'");
        }

        /** The table stays with the connection, whose next transaction finds it empty; so the catalogue does not grow. */
        @Override
        public String temporary(String name, List<Column> columns) throws SQLException {
            if (!used.add(name)) {
                execute("TRUNCATE pg_temp." + name);
            } else if (number("SELECT count(*) FROM pg_class WHERE relname = '" + name
                            + "' AND relnamespace = pg_my_temp_schema()")
                    == 0) {
                execute("CREATE TEMP TABLE " + name + " " + Column.definition(columns, Postgres.this)
                        + " ON COMMIT DELETE ROWS");
            }
            return "pg_temp." + name;
        }

        private long number(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        /** A connection that ends here leaves it open whether the server has committed: that is not called a failure. */
        @Override
        public void commit() throws SQLException {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw PostgresFailure.ofCommit(e);
            }
        }

        @Override
        public void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public long update(String sql, List<?> parameters) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                return statement.executeLargeUpdate();
            }
        }

        @Override
        public Rows append(String table) throws SQLException {
            return PostgresRows.copyInto(connection, table(table));
        }

        @Override
        public Rows appendTemporary(String table) throws SQLException {
            return PostgresRows.copyInto(connection, "pg_temp." + table);
        }

        /** Does not fail: a connection that cannot roll back is gone, and what was committed before stays so. */
        @Override
        public void close() {
            try (Connection closing = connection) {
                if (!closing.isClosed()) {
                    closing.rollback();
                    // As the pool, or the host's own, gave it.
                    closing.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    closing.setAutoCommit(true);
                }
            } catch (SQLException e) {
                LOG.debug("a connection could not be given back", e);
            }
        }
    }
}
