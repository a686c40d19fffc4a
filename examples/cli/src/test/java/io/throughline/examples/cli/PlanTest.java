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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is told before anything is read, and how well it is set up: plan, check, mapping. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {

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
    void tellsWhatWouldBeReadAndStoresNothing() throws IOException {
        Path file = tenant.configuration(folder.resolve("plan"));

        Cli plan = Cli.run("plan", "--config", file, "--since", "2d", "--until", tenant.replayedEnd(), "--resources");

        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("Nothing was read or stored", "environments: production", "resources match:", "FIRST CALLS")
                .containsPattern("azure/requests +AppRequests +\\d+ min +\\d+ min +\\d+ +[\\d.]+")
                .containsPattern("sentry/errors +events-timeseries")
                .containsPattern("jira/tickets +search/jql")
                .containsPattern("sonarcloud/measures +metrics/search")
                .containsPattern("All sources: [\\d,]+ calls for the first read, [\\d,]+ calls an hour then");
        try (Stream<Path> files = Files.walk(folder.resolve("plan"))) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("duckdb"));
        }
    }

    @Test
    void tellsProgramsTheSame() throws IOException {
        Path file = tenant.configuration(folder.resolve("json"));

        Cli plan = Cli.run("plan", "--config", file, "--since", "2d", "--until", tenant.replayedEnd(), "--json");

        JsonNode azure = JSON.readTree(plan.out()).get(0);
        assertThat(azure.path("source").asText()).isEqualTo("azure");
        assertThat(azure.path("problem").isNull()).isTrue();
        long sum = 0;
        for (JsonNode stream : azure.path("streams")) {
            sum += stream.path("firstCalls").asLong();
        }
        assertThat(azure.path("firstCalls").asLong()).isEqualTo(sum).isPositive();
        assertThat(azure.path("resources").get(0).path("count").asInt()).isPositive();
        assertThat(azure.path("planningCalls").asLong()).isPositive();
    }

    @Test
    void aSourceThatCannotBePlannedLeavesTheOthersTheirs() throws IOException {
        try (Tenant lame = Tenant.start(TenantConfig.builder("database", NOW)
                .failing(Set.of(Vendor.AZURE))
                .throttled(false)
                .build())) {
            Path file = lame.configuration(folder.resolve("lame"));

            Cli plan = Cli.run("plan", "--config", file, "--since", "2h", "--until", lame.replayedEnd());

            assertThat(plan.exit()).isEqualTo(ExitCode.PARTIAL);
            assertThat(plan.out())
                    .contains("cannot be planned: ")
                    .containsPattern("jira/tickets +search/jql")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aMatrixSaysWhatWorks() throws IOException {
        Path file = tenant.configuration(folder.resolve("check"));

        Cli check = Cli.run("check", "--config", file);
        JsonNode rows =
                JSON.readTree(Cli.run("check", "--config", file, "--json").out());

        assertThat(check.out())
                .containsPattern("(?m)^azure$")
                .containsPattern("\u2713 authenticate +works")
                .containsPattern("(?m)^sentry$")
                .containsPattern("\\d+ of \\d+ work");
        assertThat(rows.get(0).path("capability").asText()).isEqualTo("authenticate");
        assertThat(rows.get(0).path("outcome").asText()).isEqualTo("works");
        assertThat(rows.get(0).path("works").asBoolean()).isTrue();
        assertThat(rows.get(0).has("command")).isTrue();
    }

    @Test
    void aMatrixNamesTheCommandThatGrantsWhatIsMissing() throws IOException {
        Path file = tenant.configuration(folder.resolve("denied"));
        String workspace = "9d2f4c63-1b7a-4e0d-8c55-7a3e6b90f2d1";
        Files.writeString(file, Files.readString(file).replace(workspace, "00000000" + workspace.substring(8)));

        Cli check = Cli.run("check", "--config", file);

        assertThat(check.exit()).isEqualTo(ExitCode.PARTIAL);
        assertThat(check.out())
                .contains("\u2717 workspace production")
                .containsPattern("run: az role assignment create --assignee-object-id .* --role"
                        + " \"Log Analytics Data Reader\" --scope .*00000000-1b7a");
    }

    @Test
    void aMappingReportSaysWhatBelongsWhere() throws IOException {
        Path file = tenant.configuration(folder.resolve("mapping"));
        Files.writeString(
                file, Files.readString(file).replaceFirst("roles: \\[\"([^\"]+)\"]", "roles: [\"$1\", \"$1x\"]"));
        Object end = tenant.replayedEnd();
        assertThat(Cli.run("sync", "--config", file, "--only", "azure/resources", "--since", "1h", "--until", end)
                        .exit())
                .isZero();

        Cli text = Cli.run("mapping", "--config", file, "--to", end);
        JsonNode report = JSON.readTree(
                Cli.run("mapping", "--config", file, "--to", end, "--json").out());

        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .containsPattern("\\d+ of \\d+ entities belong to a service or product")
                .contains("selectors that choose nothing");
        assertThat(report.path("mapped").asInt()).isPositive();
        assertThat(report.path("orphans").toString()).contains("role named");
    }
}
