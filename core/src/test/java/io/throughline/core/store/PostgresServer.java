package io.throughline.core.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL server for tests, started once for all classes that use it and ended with the test run. Each test takes
 * a schema of its own.
 */
public final class PostgresServer implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(PostgresServer.class);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Running running = new Running(null);

    /** What the run of all tests keeps, and closes at its end. */
    private record Running(
            @org.jspecify.annotations.Nullable EmbeddedPostgres server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (server != null) {
                server.close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("server", key -> new Running(start()), Running.class);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address of its database, for the superuser, who needs no password. */
    public String jdbcUrl() {
        return server().getJdbcUrl("postgres", "postgres");
    }

    DataSource dataSource() {
        return server().getPostgresDatabase();
    }

    /** Returns the name of a schema that no other test has. */
    public String freshSchema() {
        return "test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
    }

    /** Returns where a store in a schema is. */
    public StoreLocation.Server location(String schema) {
        return new StoreLocation.Server(jdbcUrl(), "postgres", null, schema);
    }

    /** Runs statements as the superuser, each in a transaction of its own. */
    public void run(String... statements) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends all connections of stores, as an administrator or a fail-over would. */
    void endConnections() {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'throughline'");
    }

    private EmbeddedPostgres server() {
        EmbeddedPostgres server = running.server();
        if (server == null) {
            throw new IllegalStateException("register this as a static @RegisterExtension");
        }
        return server;
    }
}
