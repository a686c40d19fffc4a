package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import io.throughline.examples.tenant.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is told of streams and store without asking any vendor, and what keeps the store in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Tenant tenant;

    @BeforeAll
    void startTheTenant() {
        tenant = Tenant.start(
                TenantConfig.builder("database", NOW).throttled(false).build());
    }

    @AfterAll
    void stopTheTenant() {
        tenant.close();
    }

    @Test
    void aHeartbeatFailsUntilEverythingWasRead() throws IOException {
        Path file = jiraOnly(tenant, "heartbeat");

        Cli before = Cli.run("status", "--config", file);
        sync(file);
        Cli after = Cli.run("status", "--config", file);
        JsonNode json =
                JSON.readTree(Cli.run("status", "--config", file, "--json").out());

        assertThat(before.exit()).isEqualTo(ExitCode.PARTIAL);
        assertThat(before.out())
                .containsPattern("(?m)^jira/tickets +never read ")
                .contains("Coverage 0 %: 0 of 2 streams are live; not jira/tickets, jira/versions");
        assertThat(after.exit()).as(after.out()).isZero();
        assertThat(after.out())
                .containsPattern("(?m)^jira/tickets +complete .* in \\d+ (s|min) ")
                .contains("Coverage 100 %: 2 of 2 streams are live")
                .containsPattern(
                        "(?m)^The store .*DuckDB.*, schema \\d+, [\\d,]+ [kM]B, [\\d,]+ rows, nothing rolled up$");
        assertThat(json.path("healthy").asBoolean()).isTrue();
        assertThat(json.path("coverage").asDouble()).isEqualTo(1);
        assertThat(json.path("streams").get(0).path("live").asBoolean()).isTrue();
        assertThat(json.path("store").path("rows").path("events").asLong()).isPositive();
    }

    @Test
    void aStreamThatNeverSucceededIsTold() throws IOException {
        try (Tenant lame = Tenant.start(TenantConfig.builder("database", NOW)
                .failing(Set.of(Vendor.JIRA))
                .throttled(false)
                .build())) {
            Path file = jiraOnly(lame, "lame");
            sync(file);

            Cli status = Cli.run("status", "--config", file);

            assertThat(status.exit()).as(status.out()).isEqualTo(ExitCode.PARTIAL);
            assertThat(status.out()).containsPattern("(?m)^jira/tickets +failed .* 1 +0 ");
        }
    }

    @Test
    void theStoreTellsWhatItHolds() throws IOException {
        Path file = jiraOnly(tenant, "store");
        sync(file);

        Cli words = Cli.run("store", "status", "--config", file);
        JsonNode json = JSON.readTree(
                Cli.run("store", "status", "--config", file, "--json").out());

        assertThat(words.exit()).isZero();
        assertThat(words.out()).containsPattern("(?m)^The store .*DuckDB.*").containsPattern("(?m)^events +[1-9]");
        assertThat(json.path("kind").asText()).contains("DuckDB");
        assertThat(Cli.run("store").exit()).isEqualTo(2);
    }

    @Test
    void maintenanceForgetsWhatIsTooOld() throws IOException {
        Path file = jiraOnly(tenant, "maintain");
        edit(file, "store:\n", "store:\n  retention: { raw: 4d, step: 1h, keep: 4d, history: 1d }\n");
        sync(file);

        Cli words = Cli.run("store", "maintain", "--config", file);
        JsonNode json = JSON.readTree(
                Cli.run("store", "maintain", "--config", file, "--json").out());

        assertThat(words.exit()).as(words.err()).isZero();
        assertThat(words.out())
                .contains("Kept: points as they were read for 4 d, then by steps of 60 min, for 4 d in all;")
                .containsPattern("(?m)^0 points rolled up into 0; [\\d,]+ rows removed");
        assertThat(json.path("rolledUp").asLong()).isZero();
    }

    @Test
    void nothingIsSetAsideWhereAllCouldBeTaken() throws IOException {
        Path file = jiraOnly(tenant, "aside");
        sync(file);

        Cli words = Cli.run("set-aside", "--config", file);

        assertThat(words.exit()).isZero();
        assertThat(words.out()).isEqualTo("0 records set aside" + System.lineSeparator());
        assertThat(JSON.readTree(Cli.run("set-aside", "--config", file, "--stream", "jira/tickets", "--json")
                                .out())
                        .isEmpty())
                .isTrue();
        assertThat(Cli.run("set-aside", "--config", file, "--stream", "jira/tikets")
                        .err())
                .contains("--stream jira/tikets is not known; there are [jira/tickets, jira/versions");
    }

    @Test
    void aConnectionTestIncludesTheStore() throws IOException {
        Path file = jiraOnly(tenant, "check");

        Cli words = Cli.run("sync", "--config", file, "--test-connection");
        JsonNode rows = JSON.readTree(
                Cli.run("sync", "--config", file, "--test-connection", "--json").out());

        assertThat(words.out()).containsPattern("\u2713 open +works .*DuckDB").containsPattern("\u2713 write +works");
        assertThat(rows.findValuesAsText("source")).contains("jira", "store");
        assertThat(rows.findValuesAsText("capability")).contains("write");
    }

    @Test
    void aStoreThatCannotBeOpenedDoesNotHideTheSources() throws IOException {
        Path file = jiraOnly(tenant, "broken");
        Files.writeString(
                file.resolveSibling("throughline.duckdb"), "this is no database, but it is long enough to be one");

        Cli check = Cli.run("check", "--config", file);

        assertThat(check.exit()).isEqualTo(ExitCode.PARTIAL);
        assertThat(check.out()).containsPattern("\u2717 open +failed ").containsPattern("\u2713 authenticate");
    }

    @Test
    void aScheduleForAStreamThatThereIsNotIsRefused() throws IOException {
        Path file = jiraOnly(tenant, "schedule");
        edit(file, "sync:\n", "sync:\n  every: { jira/tikets: 5m }\n");

        Cli status = Cli.run("status", "--config", file);

        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err()).contains("sync.every.jira/tikets", "[jira/tickets, jira/versions]");
    }

    private Cli sync(Path file) {
        return Cli.run("sync", "--config", file, "--since", "2d", "--until", tenant.replayedEnd());
    }

    /** Takes everything but Jira out of a configuration. */
    private Path jiraOnly(Tenant from, String name) throws IOException {
        Path file = from.configuration(folder.resolve(name));
        StringBuilder kept = new StringBuilder();
        boolean keep = true;
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith(" ") && !line.startsWith("#")) {
                keep = line.matches("(store|sync|http|jira):.*");
            }
            if (keep) {
                kept.append(line).append('\n');
            }
        }
        return Files.writeString(file, kept + "products: { shop: { jira: { projects: [SHOP] } } }\n");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
