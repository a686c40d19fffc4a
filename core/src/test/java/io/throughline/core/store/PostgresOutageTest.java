package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes down in the middle of a write, or has no room: nothing is lost, the next write goes on. */
class PostgresOutageTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenTheServerIsStoppedInMidWriteAndStartsAgain() throws Exception {
        Path data = folder.resolve("data");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TelemetryStore store;
        String before;
        // Left to itself: it is ended below as a broken machine would end it.
        EmbeddedPostgres first = server(data, port);
        StoreLocation.Server place =
                new StoreLocation.Server(first.getJdbcUrl("postgres", "postgres"), null, null, "throughline");
        store = Stores.open(place);
        try {
            OtherProcess.write(store, 1);
            before = store.contentDigest();
            run(
                    first,
                    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$");
            run(first, "CREATE TRIGGER slow AFTER INSERT ON throughline.series EXECUTE FUNCTION slow()");

            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> OtherProcess.write(store, 2));
            while (!isSleeping(first)) {
                assertThat(writing).as("a write that the trigger holds up").isNotDone();
            }
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            CompletableFuture<ProcessHandle> ended =
                    ProcessHandle.of(postmaster).orElseThrow().onExit();
            new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster))
                    .start()
                    .waitFor();
            Throwable down = catchThrowable(writing::join);
            ended.get(60, TimeUnit.SECONDS);
            // Nothing is left to be stopped; this lets go of the folder.
            first.close();

            assertThat(down).isInstanceOf(CompletionException.class);
            assertSaysWhatToDo(Objects.requireNonNull(down.getCause()));
            assertSaysWhatToDo(catchThrowable(store::contentDigest));

            try (EmbeddedPostgres again = server(data, port)) {
                assertThat(store.contentDigest()).isEqualTo(before);
                run(again, "DROP TRIGGER slow ON throughline.series");
                OtherProcess.write(store, 2);
                assertThat(store.contentDigest()).isEqualTo(DuckDbPlaceTest.digestAfter(2));
                store.close();
            }
        } finally {
            store.close();
            first.close();
        }
    }

    @Test
    void losesNothingWhenTheServersDiskIsFull() throws Exception {
        Path place = Files.createDirectory(
                Path.of(System.getProperty("java.io.tmpdir")).resolve("full-" + SERVER.freshSchema()));
        try (SmallDisk disk = SmallDisk.mount(place, 4)) {
            String schema = SERVER.freshSchema();
            // The server demands a folder of its own user.
            chown(serversUser(), place);
            SERVER.run("CREATE TABLESPACE small LOCATION '" + place + "'");
            SERVER.run("ALTER DATABASE postgres SET default_tablespace = small");
            int step = 0;
            try (TelemetryStore store = Stores.open(SERVER.location(schema))) {
                StoreException full = null;
                while (full == null && step < 3_000) {
                    try {
                        OtherProcess.write(store, ++step);
                    } catch (StoreException e) {
                        full = e;
                    }
                }
                if (full == null) {
                    fail("3,000 steps fit on the disk");
                }
                assertSaysWhatToDo(full);
                assertThat(store.contentDigest()).isEqualTo(DuckDbPlaceTest.digestAfter(step - 1));

                disk.resize(200);
                OtherProcess.write(store, step);
                assertThat(store.contentDigest()).isEqualTo(DuckDbPlaceTest.digestAfter(step));
            } finally {
                SERVER.run(
                        "ALTER DATABASE postgres RESET default_tablespace",
                        "DROP SCHEMA IF EXISTS " + schema + " CASCADE",
                        "DROP TABLESPACE small");
            }
        } finally {
            Files.delete(place);
        }
    }

    private static EmbeddedPostgres server(Path data, int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // As servers are by default; that of the tests forgets its last commits when it is stopped at once.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    private static boolean isSleeping(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private static void run(EmbeddedPostgres server, String sql) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String serversUser() throws Exception {
        try (Connection connection = SERVER.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Files.getOwner(Path.of(row.getString(1))).getName();
        }
    }

    private static void chown(String user, Path path) throws Exception {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static void assertSaysWhatToDo(Throwable e) {
        assertThat(e).isInstanceOf(StoreException.class);
        assertThat(String.valueOf(e.getMessage()).lines()).as(e.getMessage()).hasSize(1);
        assertThat(e.getMessage()).containsPattern("; |\\?");
    }
}
