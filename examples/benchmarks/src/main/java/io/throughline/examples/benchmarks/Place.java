package io.throughline.examples.benchmarks;

import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new place for a store and a bare table beside it, gone when closed: a folder, or a server that is started for it. */
final class Place implements AutoCloseable {

    private final Path folder;
    private final @Nullable EmbeddedPostgres server;
    private final @Nullable String url;

    private Place(Path folder, @Nullable EmbeddedPostgres server, @Nullable String url) {
        this.folder = folder;
        this.server = server;
        this.url = url;
    }

    /**
     * Prepares a place.
     *
     * @param database {@code duckdb}, {@code postgresql} for a server of its own, or the JDBC URL of an empty PostgreSQL
     *     database
     */
    static Place of(String database) throws IOException {
        Path folder = Files.createTempDirectory("throughline-benchmark");
        if (database.equals("duckdb")) {
            return new Place(folder, null, null);
        }
        if (!database.equals("postgresql")) {
            return new Place(folder, null, database);
        }
        // A commit waits for the disk, as it does in a server that is meant to keep what it was given.
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        return new Place(folder, server, server.getJdbcUrl("postgres", "postgres"));
    }

    TelemetryStore store() {
        return Stores.open(url == null ? "jdbc:duckdb:" + folder.resolve("store.duckdb") : url);
    }

    BareTable bare() throws SQLException {
        return url == null ? new BareDuckDb(folder.resolve("bare.duckdb")) : new BarePostgres(url);
    }

    /** Returns the bytes that the store takes; DuckDB's may only be asked when the store is closed. */
    long bytes() throws IOException, SQLException {
        if (url == null) {
            try (Stream<Path> files = Files.list(folder)) {
                long bytes = 0;
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
                return bytes;
            }
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
