package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.StoreLocation;
import io.throughline.core.store.Stores;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.TelemetryStore;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a PostgreSQL that others use as well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    private Path folder;

    private Tenant tenant;
    private EmbeddedPostgres server;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        tenant = Tenant.start(
                TenantConfig.builder("database", NOW).throttled(false).build());
    }

    @AfterAll
    void stop() throws IOException {
        tenant.close();
        server.close();
    }

    @Test
    void aSecondSyncWritesNothingAndStatusIsWell() throws IOException {
        Path file = configuration("twice");

        Cli first = sync(file, "azure/requests", "jira");
        Cli second = sync(file, "azure/requests", "jira");
        Cli store = Cli.run("store", "status", "--config", file);

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out()).contains("\n0 rows written: 0 added, 0 changed, 0 removed;");
        assertThat(store.out()).containsPattern("PostgreSQL 1\\d\\.").containsPattern("(?m)^events +[1-9]");
        assertThat(Cli.run("store", "maintain", "--config", file).exit()).isZero();
    }

    @Test
    void streamsThatOthersSyncAreLeftToThem() throws IOException {
        Path file = configuration("held");
        try (TelemetryStore other = Stores.open(location("held"));
                StreamLease tickets = lease(other, "jira/tickets");
                StreamLease versions = lease(other, "jira/versions")) {
            assertThat(List.of(tickets.stream(), versions.stream())).doesNotHaveDuplicates();

            Cli all = sync(file, "jira");
            Cli some = sync(file, "jira", "sonarcloud/analyses");
            Cli due = sync(file, "jira", "--due");

            assertThat(all.exit()).as(all.err()).isEqualTo(ExitCode.STORE_HELD);
            assertThat(all.err())
                    .contains("throughline: all streams are being synced by others: process 1 on elsewhere; let");
            assertThat(some.exit()).as(some.err()).isEqualTo(ExitCode.PARTIAL);
            assertThat(some.out())
                    .containsPattern("(?m)^jira/tickets +held .*process 1 on elsewhere is syncing it")
                    .containsPattern("(?m)^jira +held ");
            assertThat(due.exit()).as(due.err()).isZero();
        }
        assertThat(sync(file, "jira").exit()).isZero();
    }

    @Test
    void aServerThatIsGoneIsToldInOneLine() throws IOException {
        Path file = configuration("gone");
        Files.writeString(file, Files.readString(file).replace(":" + server.getPort() + "/", ":1/"));

        Cli sync = sync(file, "jira");

        assertThat(sync.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(sync.errorLines()).hasSize(1);
        assertThat(sync.err()).contains("cannot be opened", "is the server up");
    }

    private static StreamLease lease(TelemetryStore store, String stream) {
        return store.lease(stream, "process 1 on elsewhere", Duration.ofMinutes(5))
                .orElseThrow();
    }

    private StoreLocation location(String schema) {
        return new StoreLocation.Server(server.getJdbcUrl("postgres", "postgres"), "postgres", null, schema);
    }

    /** Returns a configuration with a schema of its own. */
    private Path configuration(String schema) throws IOException {
        Path file = tenant.configuration(folder.resolve(schema));
        String text = Files.readString(file)
                .replaceFirst(
                        "url: \"jdbc:duckdb:[^\"]*\"",
                        "url: \"" + server.getJdbcUrl("postgres", "postgres") + "\"\n  user: postgres\n  schema: "
                                + schema);
        assertThat(text).contains("jdbc:postgresql:");
        return Files.writeString(file, text);
    }

    private Cli sync(Path file, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("sync", "--config", file, "--since", "2d", "--until", tenant.replayedEnd()));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }
}
