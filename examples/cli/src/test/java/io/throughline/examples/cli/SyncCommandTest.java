package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.store.Stores;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a sync says and does, as somebody at the command line or a script sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncCommandTest {

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
    void aSecondSyncWritesNothing() {
        Path file = configuration("twice");

        Cli first = sync(file, "azure/requests", "jira", "sonarcloud");
        Instant read = succeededAt(file, "azure/requests");
        Cli second = sync(file, "azure/requests", "jira", "sonarcloud");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("(?m)^STREAM +STATE +ROWS +WRITTEN +CALLS +AGE +NOTE$")
                .containsPattern("(?m)^azure/requests +complete +[\\d,]+ +[\\d,]+ +\\d+ ")
                .containsPattern("(?m)^jira +ok +[\\d,]+ +[\\d,]+ +\\d+ ")
                .containsPattern("(?m)^sentry +skipped +0 +0 ")
                .containsPattern("(?m)^\\d+ calls to vendors$")
                .containsPattern("(?m)^\\d+ streams left out on request");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out()).contains("\n0 rows written: 0 added, 0 changed, 0 removed;");
        assertThat(succeededAt(file, "azure/requests")).isAfter(read);
    }

    @Test
    void tellsProgramsOneObject() throws IOException {
        Path file = configuration("json");

        Cli sync = sync(file, "jira", "sonarcloud", "--json");

        JsonNode object = JSON.readTree(sync.out());
        assertThat(sync.exit()).isZero();
        assertThat(object.path("request").path("only").toString()).isEqualTo("[\"jira\",\"sonarcloud\"]");
        assertThat(object.path("request").path("until").asText())
                .isEqualTo(tenant.replayedEnd().toString());
        JsonNode tickets = stream(object, "jira/tickets");
        assertThat(tickets.path("outcome").asText()).isEqualTo("read");
        assertThat(tickets.path("state").asText()).isEqualTo("complete");
        assertThat(tickets.path("rows").asLong()).isPositive();
        assertThat(tickets.path("calls").asLong()).isPositive();
        assertThat(stream(object, "sentry/issues").path("outcome").asText()).isEqualTo("skipped");
        assertThat(object.path("systems").findValuesAsText("outcome"))
                .containsExactly("skipped", "ok", "skipped", "ok");
        assertThat(object.path("totals").path("added").asLong()).isPositive();
        assertThat(object.path("exitCode").asInt()).isZero();
        assertThat(object.path("interrupted").asBoolean()).isFalse();
    }

    @Test
    void aDryRunTellsWhatASyncThenDoes() throws IOException {
        Path file = configuration("dry");

        Cli dry = sync(file, "jira", "--dry-run", "--json");
        Cli words = sync(file, "jira", "--dry-run");

        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(words.out()).contains("rows would be written: ", "Dry run: nothing was written");
        assertThat(state(file, "jira/tickets")).isEmpty();
        JsonNode done = JSON.readTree(sync(file, "jira", "--json").out());
        assertThat(done.path("totals").path("added").asLong()).isPositive();
        assertThat(JSON.readTree(dry.out()).path("totals")).isEqualTo(done.path("totals"));
    }

    @Test
    void forceReadsAllAgainAndTellsTheDifference() {
        Path file = configuration("force");
        assertThat(sync(file, "jira", "azure/alerts").exit()).isZero();

        Cli forced = sync(file, "jira", "azure/alerts", "--force");

        assertThat(forced.exit()).as(forced.err()).isZero();
        assertThat(forced.out())
                .containsPattern("(?m)^re-read 2 d: \\+0 added, 0 changed, 0 removed, [1-9][\\d,]* unchanged;"
                        + " no ticket touched$");
    }

    @Test
    void aLimitOfCallsStopsAndTheNextSyncGoesOn() throws IOException {
        Path file = configuration("limit");

        Cli limited = sync(file, "azure/requests", "azure/dependencies", "jira", "--max-calls", "4", "--json");
        Cli rest = sync(file, "azure/requests", "azure/dependencies", "jira");

        JsonNode object = JSON.readTree(limited.out());
        assertThat(limited.exit()).as(limited.err()).isEqualTo(ExitCode.PARTIAL);
        assertThat(object.path("totals").path("calls").asLong()).isBetween(1L, 4L);
        assertThat(object.path("streams").findValuesAsText("outcome")).contains("stopped");
        assertThat(rest.exit()).as(rest.err()).isZero();
        assertThat(sync(file, "azure/requests", "azure/dependencies", "jira").out())
                .contains("\n0 rows written");
    }

    @Test
    void whatIsNotDueIsLeftAlone() {
        Path file = configuration("due");

        Cli first = sync(file, "sonarcloud", "--due");
        Cli second = sync(file, "sonarcloud", "--due");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out())
                .containsPattern("(?m)^\\d streams not due; the next is at 20")
                .containsPattern("(?m)^sonarcloud +ok ")
                .doesNotContain("STREAM ");
    }

    @Test
    void aSkippedSystemIsWellAndMarked() {
        Path file = configuration("skip");

        Cli sync = sync(file, "jira", "sentry/releases", "--skip-sentry");

        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.out()).containsPattern("(?m)^sentry +skipped ");
        assertThat(state(file, "sentry/releases").orElseThrow().completeness().state())
                .isEqualTo(State.SKIPPED);
    }

    @Test
    void namesWhatThereIsWhenANameIsUnknown() {
        Path file = configuration("names");

        assertThat(sync(file, "azur").err()).contains("'azur' names no configured source; configured are [azure,");
        assertThat(sync(file, "jira/ticket").err()).contains("'jira/ticket' names no stream; jira has [jira/tickets,");
        assertThat(sync(file, "--max-calls", "0").exit()).isEqualTo(2);
        assertThat(sync(file, "--only", "jira,nope").exit()).isEqualTo(2);
    }

    private Path configuration(String name) {
        return tenant.configuration(folder.resolve(name));
    }

    private Cli sync(Path file, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("sync", "--config", file, "--since", "2d", "--until", tenant.replayedEnd()));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private static JsonNode stream(JsonNode object, String name) {
        for (JsonNode stream : object.path("streams")) {
            if (stream.path("stream").asText().equals(name)) {
                return stream;
            }
        }
        throw new AssertionError(name + " is not in " + object);
    }

    private static Instant succeededAt(Path file, String stream) {
        return Objects.requireNonNull(
                state(file, stream).orElseThrow().attempts().succeededAt());
    }

    private static Optional<StreamState> state(Path file, String stream) {
        try (TelemetryStore store = open(file)) {
            return store.state(stream);
        }
    }

    private static TelemetryStore open(Path file) {
        return Stores.open("jdbc:duckdb:" + file.resolveSibling("throughline.duckdb"));
    }
}
