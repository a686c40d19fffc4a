package io.throughline.core.store;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.randomWrite;
import static io.throughline.core.testkit.Telemetry.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.testkit.Telemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

class PostgresFaultsTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final String schema = SERVER.freshSchema();
    private final StoreLocation.Server location = SERVER.location(schema);

    @Test
    void goesOnAfterTheServerEndedItsConnections() {
        try (TelemetryStore store = PostgresStore.open(location)) {
            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1));
            String before = store.contentDigest();

            SERVER.endConnections();
            try {
                store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 2)), state("azure/metrics", 2));
            } catch (StoreException e) {
                assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
                assertThat(e).hasMessageContaining("nothing was written, the next run goes on");
                assertThat(store.contentDigest()).isEqualTo(before);
            }

            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 3)), state("azure/metrics", 3));
            assertThat(store.state("azure/metrics")).contains(state("azure/metrics", 3));
        }
    }

    @Test
    void writesNothingWhenTheConnectionEndsInTheMiddleOfAWrite() throws Exception {
        try (TelemetryStore store = PostgresStore.open(location)) {
            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1));
            String before = store.contentDigest();
            SERVER.run("CREATE FUNCTION " + schema + ".gone() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$");
            SERVER.run(
                    "CREATE TRIGGER gone AFTER INSERT ON " + schema + ".series EXECUTE FUNCTION " + schema + ".gone()");

            assertThatThrownBy(() -> store.replace(
                            List.of(hour(0)), batch(numbers(key("new"), NOON, 2)), state("azure/metrics", 2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot replace azure/metrics")
                    .message()
                    .doesNotContain("\n");

            assertThat(store.contentDigest()).isEqualTo(before);
            assertThat(store.state("azure/metrics")).contains(state("azure/metrics", 1));
            SERVER.run("DROP TRIGGER gone ON " + schema + ".series");
            assertThat(store.replace(List.of(hour(0)), batch(numbers(key("new"), NOON, 2)), state("azure/metrics", 2))
                            .added())
                    .isEqualTo(1);
        }
    }

    @Test
    void doesNotCallAWriteUndoneIfTheConnectionEndsDuringTheCommit() {
        try (TelemetryStore store = PostgresStore.open(location)) {
            SERVER.run(
                    "CREATE FUNCTION " + schema + ".gone() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$",
                    "CREATE CONSTRAINT TRIGGER gone AFTER INSERT ON " + schema
                            + ".series DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION " + schema
                            + ".gone()");

            assertThatThrownBy(() -> store.replace(
                            List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("ended during the commit")
                    .hasMessageContaining("as a whole or not at all")
                    .message()
                    .doesNotContain("othing was written")
                    .doesNotContain("\n");

            SERVER.run("DROP TRIGGER gone ON " + schema + ".series");
            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1));
            assertThat(store.state("azure/metrics")).contains(state("azure/metrics", 1));
        }
    }

    @Test
    void twoNodesMayStartTogetherInAnEmptyDatabase() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<TelemetryStore>> opening = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opening.add(nodes.submit(() -> PostgresStore.open(location)));
            }
            for (Future<TelemetryStore> store : opening) {
                try (TelemetryStore open = store.get(60, TimeUnit.SECONDS)) {
                    assertThat(open.states()).isEmpty();
                }
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void holdsTheSameContentAsDuckDbAfterTheSameWrites() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TelemetryStore postgres = PostgresStore.open(location);
                TelemetryStore duck = DuckDbStore.inMemory()) {
            for (int i = 0; i < 60; i++) {
                Telemetry.RandomWrite write = randomWrite(random);
                assertThat(write.applyTo(postgres, i))
                        .as("seed %d, write %d", seed, i)
                        .isEqualTo(write.applyTo(duck, i));
            }
            assertThat(postgres.contentDigest()).as("seed %d", seed).isEqualTo(duck.contentDigest());
        }
    }

    @Test
    void keepsAViewOnceHoweverManySaveItAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try (TelemetryStore store = PostgresStore.open(location)) {
            List<Future<?>> saving = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                StoredView view = new StoredView("incident/shop", 1, "in " + i, NOON, "{}");
                saving.add(nodes.submit(() -> store.save(view)));
            }
            for (Future<?> done : saving) {
                done.get(60, TimeUnit.SECONDS);
            }
            assertThat(store.status().rows()).containsEntry("views", 1L);
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void beginsAWriteAnewThatAnotherTransactionBroke() {
        try (TelemetryStore store = PostgresStore.open(location)) {
            SERVER.run(
                    "CREATE SEQUENCE " + schema + ".tries",
                    "CREATE FUNCTION " + schema + ".collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('"
                            + schema + ".tries') < 3 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;"
                            + " RETURN NEW; END $$",
                    "CREATE TRIGGER collide BEFORE INSERT ON " + schema + ".series EXECUTE FUNCTION " + schema
                            + ".collide()");

            assertThat(store.replace(
                                    List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1, 2)), state("azure/metrics", 1))
                            .added())
                    .isEqualTo(2);
        }
    }

    @Test
    void takesTheStreamFromWhoWasStoppedInTheMiddleOfACopy() throws Exception {
        Connection stopped = SERVER.dataSource().getConnection();
        try (TelemetryStore store = PostgresStore.open(location)) {
            assertThat(store.lease("azure/metrics", "stopped", Duration.ofSeconds(30)))
                    .isPresent();
            stopped.setAutoCommit(false);
            try (Statement lock = stopped.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('throughline " + schema
                        + " stream azure/metrics', 0))");
            }
            CopyIn copy = stopped.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + schema + ".series FROM STDIN (FORMAT BINARY)");
            SERVER.run("UPDATE " + schema + ".lease SET until_us = until_us - 3600000000");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> store.lease("azure/metrics", "other", Duration.ofSeconds(30))
                            .isPresent());
            assertThatThrownBy(copy::endCopy).isInstanceOf(SQLException.class);
        } finally {
            stopped.abort(Runnable::run);
        }
    }

    @Test
    void namesAWrongLoginWithoutShowingIt() {
        SERVER.run("DROP ROLE IF EXISTS stranger");
        StoreLocation.Server stranger = new StoreLocation.Server(
                SERVER.jdbcUrl().replaceAll("[?&]user=[^&]*", ""), "stranger", "hunter2", schema);

        assertThatThrownBy(() -> PostgresStore.open(stranger))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("store.user")
                .satisfies(e -> assertThat(((StoreException) e).category()).isEqualTo(Category.CREDENTIALS))
                .message()
                .doesNotContain("hunter2")
                .doesNotContain("\n");
    }

    @Test
    void saysWhatTheRoleNeeds() {
        String role = "reader_" + schema;
        SERVER.run("CREATE ROLE " + role + " LOGIN");
        StoreLocation.Server bare =
                new StoreLocation.Server(SERVER.jdbcUrl().replaceAll("[?&]user=[^&]*", ""), role, null, schema);

        assertThatThrownBy(() -> PostgresStore.open(bare))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the role needs CREATE on the database")
                .satisfies(e -> assertThat(((StoreException) e).category()).isEqualTo(Category.PERMISSION));
    }

    @Test
    void namesAServerThatIsNotThere() {
        StoreLocation.Server nowhere =
                new StoreLocation.Server("jdbc:postgresql://localhost:1/postgres", "postgres", null, schema);

        assertThatThrownBy(() -> PostgresStore.open(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:1/postgres")
                .hasMessageContaining("is the server up and store.url right?")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesASchemaOfSomebodyElseAndOneOfANewerVersion() {
        SERVER.run("CREATE SCHEMA " + schema, "CREATE TABLE " + schema + ".customers (name text)");
        String newer = SERVER.freshSchema();
        PostgresStore.open(SERVER.location(newer)).close();
        SERVER.run("UPDATE " + newer + ".throughline_schema SET version = 99");

        assertThatThrownBy(() -> PostgresStore.open(location))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a Throughline store")
                .hasMessageContaining("customers");
        assertThatThrownBy(() -> PostgresStore.open(SERVER.location(newer)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Throughline (schema 99");
    }

    @Test
    void leavesTheHostsConnectionsOpen() throws Exception {
        try (TelemetryStore store = PostgresStore.open(SERVER.dataSource(), schema)) {
            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1));
        }
        try (TelemetryStore store = PostgresStore.open(SERVER.dataSource(), schema)) {
            assertThat(store.states()).hasSize(1);
        }
        SERVER.dataSource().getConnection().close();
    }
}
