package io.throughline.examples.shop.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The real PostgreSQL server with the two databases of the shop. */
public final class Database implements AutoCloseable {
    private static final int ORDERS = 1_000_000;

    private final EmbeddedPostgres postgres;
    private final long postmaster;

    Database(Path directory, int port) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(true)
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("pg_stat_statements.track_utility", "off")
                .setServerConfig("shared_buffers", "384MB")
                .setServerConfig("max_connections", "80")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .setServerConfig("max_parallel_maintenance_workers", "0")
                .setServerConfig("jit", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("log_min_messages", "error")
                .start();
        postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());
    }

    /** Creates role, databases and extension; the tables come from the services' migrations. */
    void create() throws SQLException {
        try (Connection connection = connect("postgres")) {
            run(connection, "CREATE ROLE shop LOGIN SUPERUSER");
            run(connection, "CREATE DATABASE orders");
            run(connection, "CREATE DATABASE inventory");
            run(connection, "CREATE EXTENSION pg_stat_statements");
        }
    }

    /** Fills the tables with what the shop has sold and stocks; the same rows each time. */
    void fill() throws SQLException {
        try (Connection connection = connect("orders")) {
            run(
                    connection,
                    "INSERT INTO orders (customer_email, status, total_cents, placed_at) SELECT 'customer'"
                            + " || lpad(((i * 7919::bigint) % 120000)::text, 6, '0') || '@mail.example', 'delivered',"
                            + " 500 + (i * 31) % 20000, timestamptz '2024-01-01' + i * interval '70 seconds'"
                            + " FROM generate_series(1, " + ORDERS + ") i");
            run(
                    connection,
                    "INSERT INTO order_lines SELECT i, 1, 'SKU-' || lpad(((i * 104729::bigint) % 20000)::text, 5, '0'),"
                            + " 1 + i % 4, 500 + (i * 31) % 5000 FROM generate_series(1, " + ORDERS + ") i");
            run(connection, "VACUUM (ANALYZE) orders");
            run(connection, "VACUUM (ANALYZE) order_lines");
        }
        try (Connection connection = connect("inventory")) {
            run(
                    connection,
                    "INSERT INTO stock SELECT 'SKU-' || lpad(i::text, 5, '0'), 'Article ' || i, 'category-' || lpad((i"
                            + " % 200)::text, 3, '0'), (i * 7919) % 10000, 1000000, 500 + (i * 31) % 5000 FROM"
                            + " generate_series(0, 19999) i");
            run(connection, "VACUUM (ANALYZE) stock");
        }
        try (Connection connection = connect("postgres")) {
            run(connection, "CHECKPOINT");
        }
    }

    /** Runs one migration script, statement by statement. */
    void migrate(String database, String script) throws SQLException {
        try (Connection connection = connect(database)) {
            for (String statement : script.split(";", -1)) {
                if (!statement.isBlank()) {
                    run(connection, statement);
                }
            }
        }
    }

    /** A new connection of the administrator, who is not counted in the statement statistics of the shop. */
    public Connection connect(String database) throws SQLException {
        // Simple mode: statements with $1 in them are explained as they stand.
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", database) + "&preferQueryMode=simple");
    }

    /** Moves the server with all its processes onto a host. */
    void runOn(Host host) throws IOException {
        host.add(postmaster);
        Path children = Path.of("/proc", String.valueOf(postmaster), "task", String.valueOf(postmaster), "children");
        for (String pid : Files.readString(children).strip().split(" ", -1)) {
            if (!pid.isEmpty()) {
                host.add(Long.parseLong(pid));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
