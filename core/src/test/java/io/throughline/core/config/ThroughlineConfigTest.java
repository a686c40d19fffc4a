package io.throughline.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StoreLocation;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughlineConfigTest {

    private static final String GOOD = """
            store: { url: "jdbc:duckdb:" }
            sync: { history: 4d }
            sentry:
              url: https://de.sentry.io/
              organization: acme
            products:
              checkout:
                validFrom: 2026-01-31
                services:
                  checkout-api:
                    sentry: [checkout-api]
                    code: { repository: "https://github.com/acme/checkout", paths: ["api/"] }
            """.replace("sentry: [checkout-api]", "sentry: { projects: [checkout-api] }");

    @Nested
    class WhenItIsGood {

        @Test
        void offersStoreHistoryAndSources() {
            ThroughlineConfig config = parse(GOOD);

            assertThat(config.store()).isEqualTo(new StoreLocation.Memory());
            assertThat(config.history()).isEqualTo(Duration.ofDays(4));
            assertThat(config.sources()).containsOnlyKeys("sentry");
            assertThat(config.pseudonyms()).isEmpty();
        }

        @Test
        void namesProductsAndServicesWithTheirCode() {
            ThroughlineConfig config = parse(GOOD);

            Product product = config.product("checkout").orElseThrow();
            assertThat(product.services()).hasSize(1);
            assertThat(product.services().get(0).id()).isEqualTo(EntityId.service("checkout", "checkout-api"));
            assertThat(product.services().get(0).repository()).hasToString("https://github.com/acme/checkout");
            assertThat(product.services().get(0).paths()).containsExactly("api/");
        }

        @Test
        void givesMappingsTheirValidFrom() {
            // The date stands at the product; the service has none and so always holds.
            ThroughlineConfig config = parse(GOOD.replace("code: {", "validFrom: 2026-02-01\n        code: {"));

            assertThat(config.registry().mappings())
                    .extracting(EntityMapping::target, EntityMapping::validFrom)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            EntityId.service("checkout", "checkout-api"), Instant.parse("2026-02-01T00:00:00Z")));
        }
    }

    @Nested
    class WhenItSaysHowLongAndHowOften {

        @Test
        void keepsWhatIsSyncedRawUnlessToldOtherwise() {
            assertThat(parse(GOOD).retention()).isEqualTo(Retention.ofDefaults());
            assertThat(parse(GOOD.replace("history: 4d", "history: 60d"))
                            .retention()
                            .raw())
                    .isEqualTo(Duration.ofDays(62));
        }

        @Test
        void takesTheRetentionApart() {
            Retention retention = parse(GOOD.replace(
                            "url: \"jdbc:duckdb:\"",
                            "url: \"jdbc:duckdb:\", retention: { raw: 14d, step: 15m, keep: forever, history: 3d }"))
                    .retention();

            assertThat(retention)
                    .isEqualTo(new Retention(Duration.ofDays(14), Duration.ofMinutes(15), null, Duration.ofDays(3)));
        }

        @Test
        void readsTheScheduleOfSourcesAndStreams() {
            SyncSettings sync = parse(GOOD.replace(
                            "history: 4d", "history: 4d, parallelism: 3, every: { sentry: 2m, sentry/issues: 30s }"))
                    .sync();

            assertThat(sync.parallelism()).hasValue(3);
            assertThat(sync.every())
                    .containsOnly(
                            java.util.Map.entry("sentry", Duration.ofMinutes(2)),
                            java.util.Map.entry("sentry/issues", Duration.ofSeconds(30)));
            assertThat(parse(GOOD).sync().every()).isEmpty();
        }

        @Test
        void refusesARetentionThatCannotHoldWhatIsSynced() {
            ConfigException e = refused(GOOD.replace(
                    "url: \"jdbc:duckdb:\"",
                    "url: \"jdbc:duckdb:\", retention: { raw: 2d, step: 7m, keep: 1d, hstory: 3d }"));

            assertThat(e.problems())
                    .extracting(ConfigProblem::path)
                    .containsExactly(
                            "store.retention.raw",
                            "store.retention.step",
                            "store.retention.keep",
                            "store.retention.hstory");
            assertThat(e).hasMessageContaining("shorter than sync.history");
        }

        @Test
        void refusesAScheduleOfSomethingElse() {
            ConfigException e = refused(GOOD.replace(
                    "history: 4d", "history: 4d, parallelism: 0, every: { sentri: 2m, sentry: often, \"a b\": 1m }"));

            assertThat(e.problems())
                    .extracting(ConfigProblem::path)
                    .containsExactly(
                            "sync.every.sentry",
                            "sync.every.a b",
                            "sync.parallelism",
                            "sync.every.a b",
                            "sync.every.sentri");
            assertThat(e).hasMessageContaining("did you mean 'sentry'?");
        }
    }

    @Nested
    class WhenTheStoreIsShared {

        private static final String URL = "url: \"jdbc:duckdb:\"";

        @Test
        void takesServerRoleAndSchema() {
            assertThat(parse(GOOD.replace(
                                    URL, "url: \"jdbc:postgresql://db.example.org/sre\", user: me, schema: telemetry"))
                            .store())
                    .isEqualTo(
                            new StoreLocation.Server("jdbc:postgresql://db.example.org/sre", "me", null, "telemetry"));
        }

        @Test
        void refusesPasswordsInClearTextAndWhatOnlyServersHave() {
            ConfigException clear =
                    refused(GOOD.replace(URL, "url: \"jdbc:postgresql://db/sre\", user: me, password: s3cr3t-value"));
            ConfigException inUrl =
                    refused(GOOD.replace(URL, "url: \"jdbc:postgresql://db/sre?password=s3cr3t-value\""));
            ConfigException file = refused(GOOD.replace(URL, URL + ", user: me"));
            ConfigException schema =
                    refused(GOOD.replace(URL, "url: \"jdbc:postgresql://db/sre\", schema: \"My Own\""));

            assertThat(clear).hasMessageContaining("store.password").hasMessageContaining("clear text");
            assertThat(clear.getMessage()).doesNotContain("s3cr3t-value");
            assertThat(inUrl).hasMessageContaining("store.url: the URL of the store must not hold the password");
            assertThat(inUrl.getMessage()).doesNotContain("s3cr3t-value");
            assertThat(file).hasMessageContaining("store.user: is for PostgreSQL only");
            assertThat(schema).hasMessageContaining("store.schema: the schema of a store is named by");
        }
    }

    @Nested
    class WhenSomethingIsWrong {

        @Test
        void listsEveryProblemWithItsPathAndRemedy() {
            ConfigException e = refused("""
                    store: { url: "jdbc:mysql:x" }
                    sync: { history: soon }
                    sentri: {}
                    sentry:
                      url: not-an-address
                    jira: {}
                    """);

            assertThat(e.problems())
                    .extracting(ConfigProblem::path)
                    .containsExactly(
                            "store.url", "sync.history", "sentry.url", "sentry.organization", "jira", "sentri");
            assertThat(e.problems()).extracting(ConfigProblem::remedy).doesNotContain("");
            assertThat(e)
                    .hasMessageContaining("did you mean 'sentry'?")
                    .hasMessageContaining("io.throughline:throughline-jira");
        }

        @Test
        void tellsLineAndColumnOfMalformedYaml() {
            ConfigException e = refused("store:\n  url: [1, 2\nproducts: }\n");

            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().get(0).path()).startsWith("line 3, column");
            assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
        }

        @Test
        void refusesAKeyWrittenTwice() {
            assertThat(refused("store: {}\nstore: {}\n").problems().get(0).reason())
                    .contains("Duplicate");
        }

        @Test
        void namesAMissingFile() {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ThroughlineConfig.load(Path.of("nowhere.yaml"), List.of()))
                    .withMessageContaining("nowhere.yaml")
                    .withMessageContaining("does not exist");
        }

        @Test
        void wantsTheSourceThatProductsUse() {
            ConfigException e = refused("""
                    products:
                      checkout:
                        services:
                          api: { sentry: { projects: [x] } }
                    """);

            assertThat(e).hasMessageContaining("sentry: is used by products, but not configured");
        }
    }

    @Nested
    class WhenASecretIsNeeded {

        @Test
        void neverTakesOneInClearTextNorRepeatsIt() {
            ConfigException e =
                    refused(GOOD.replace("organization: acme", "organization: acme\n  token: s3cr3t-value"));

            assertThat(e).hasMessageContaining("sentry.token").hasMessageContaining("clear text");
            assertThat(e.getMessage()).doesNotContain("s3cr3t-value");
        }

        @Test
        void readsItFromAFile(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("token"), "s3cr3t-value\n");

            ThroughlineConfig config =
                    parse(GOOD.replace("organization: acme", "organization: acme\n  token: ${file:" + file + "}"));

            assertThat(config.toString()).doesNotContain("s3cr3t-value");
        }

        @Test
        void namesTheVariableThatIsNotSet() {
            assertThat(refused(GOOD.replace(
                            "organization: acme", "organization: acme\n  token: ${env:THROUGHLINE_TEST_UNSET}")))
                    .hasMessageContaining("THROUGHLINE_TEST_UNSET, which is not set");
        }
    }

    private static ThroughlineConfig parse(String yaml) {
        return ThroughlineConfig.parse(yaml, "test.yaml", List.of(new SentryLikeProvider()));
    }

    private static ConfigException refused(String yaml) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> parse(yaml));
        assertThat(e).isNotNull();
        return e;
    }

    /** A provider with the shape of a vendor's. */
    private static final class SentryLikeProvider implements SourceProvider {

        @Override
        public String id() {
            return "sentry";
        }

        @Override
        public ConfiguredSource configure(SourceConfig config) {
            config.section().requiredUrl("url", "write https://sentry.io");
            config.section().requiredText("organization", "write the organization's slug");
            config.section().secret("token");
            config.section().rejectUnknownKeys();
            List<EntityMapping> mappings = config.targets().entrySet().stream()
                    .flatMap(target -> target.getValue().texts("projects").stream()
                            .map(slug -> EntityMapping.of(
                                    target.getKey(), new EntityMapping.ByName("sentry", "project", slug))))
                    .toList();
            return new ConfiguredSource() {
                @Override
                public List<EntityMapping> mappings() {
                    return mappings;
                }

                @Override
                public TelemetrySource open(SourceRuntime runtime) {
                    throw new IllegalStateException("this test opens no source");
                }
            };
        }
    }
}
