package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What a user is told when something is wrong: one line with the place and the remedy, no stack trace, no secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

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
    void aMissingFile() {
        refused(Cli.run("sync", "--config", folder.resolve("nowhere.yaml")), 2, "nowhere.yaml", "does not exist");
    }

    @Test
    void malformedYaml() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "store:\n  url: [1, 2\nproducts: }\n");

        refused(Cli.run("check", "--config", file), 2, "broken.yaml", "line 3, column", "is not valid YAML");
    }

    @Test
    void everyProblemOfAConfigurationAtOnce() throws IOException {
        Path file = tenant.configuration(folder.resolve("several"));
        edit(file, "url: \"jdbc:duckdb:", "url: \"jdbc:oracle:");
        edit(file, "organization:", "organisation:");

        refused(
                Cli.run("sync", "--config", file),
                2,
                "store.url",
                "sentry.organization: is missing",
                "did you mean 'organization'?");
    }

    @Test
    void aWrongToken() throws IOException {
        Path file = tenant.configuration(folder.resolve("token"));
        Files.writeString(file.resolveSibling("sentry-token"), "sntrys_wrong_but_secret");

        Cli sync = Cli.run("sync", "--config", file, "--only", "sentry", "--since", "1h", "--until", end());

        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.out() + sync.err())
                .contains("sentry/issues")
                .contains("401")
                .doesNotContain("sntrys_wrong_but_secret")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownWorkspace() throws IOException {
        Path file = tenant.configuration(folder.resolve("workspace"));
        edit(file, "9d2f4c63-1b7a-4e0d-8c55-7a3e6b90f2d1", "00000000-1b7a-4e0d-8c55-7a3e6b90f2d1");

        Cli sync = Cli.run("sync", "--config", file, "--only", "azure/requests", "--since", "1h", "--until", end());

        assertThat(sync.exit()).isNotZero();
        assertThat(sync.out())
                .contains("00000000-1b7a-4e0d-8c55-7a3e6b90f2d1")
                .contains("404")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnreachableVendorLeavesTheOthersTheirData() {
        try (Tenant lame = Tenant.start(TenantConfig.builder("database", NOW)
                .failing(Set.of(Vendor.SENTRY))
                .throttled(false)
                .build())) {
            Path file = lame.configuration(folder.resolve("lame"));

            Cli sync = Cli.run(
                    "sync",
                    "--config",
                    file,
                    "--only",
                    "sentry,jira,sonarcloud/analyses",
                    "--since",
                    "2d",
                    "--until",
                    lame.replayedEnd());

            assertThat(sync.exit()).isEqualTo(ExitCode.PARTIAL);
            assertThat(sync.out())
                    .containsPattern("jira/tickets\\s+complete")
                    .containsPattern("sentry/issues\\s+failed");
        }
    }

    @Test
    void aWordThatIsNoCommand() {
        assertThat(Cli.run("synchronise").exit()).isEqualTo(2);
        assertThat(Cli.run("demo", "--incident", "nope").errorLines())
                .last()
                .asString()
                .contains("there is no recording 'nope'");
    }

    private Instant end() {
        return tenant.replayedEnd();
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void refused(Cli command, int exit, String... words) {
        assertThat(command.exit()).isEqualTo(exit);
        assertThat(command.errorLines()).hasSize(1);
        assertThat(command.err()).startsWith("throughline: ").contains(words);
        assertThat(command.out()).isEmpty();
    }
}
