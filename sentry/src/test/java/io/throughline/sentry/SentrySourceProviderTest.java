package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.config.SourceProvider.ConfiguredSource;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentrySourceProviderTest {

    private static final EntityId SERVICE = EntityId.service("checkout", "checkout-api");

    @TempDir
    private Path folder;

    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfiguredSource configure(Map<String, ?> section, Map<String, ?> mapping) {
        return new SentrySourceProvider()
                .configure(new SourceConfig(
                        ConfigSection.of("sentry", section, problems),
                        Map.of(
                                SERVICE,
                                ConfigSection.of(
                                        "products.checkout.services.checkout-api.sentry", mapping, problems))));
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(SentrySourceProvider.class);
    }

    @Test
    void mapsProjectsAndOpensWithoutAnyCall() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "sntryu_abc\n");

        ConfiguredSource configured = configure(
                Map.of("url", "https://de.sentry.io/", "organization", "Acme", "token", "${file:" + token + "}"),
                Map.of("projects", List.of("Checkout-API")));

        assertThat(problems).isEmpty();
        assertThat(configured.mappings())
                .containsExactly(EntityMapping.of(
                        SERVICE, new EntityMapping.ById(new EntityId("sentry", "project", "acme/checkout-api"))));
        try (TelemetrySource source = configured.open(
                new SourceRuntime(Clock.systemUTC(), HttpClient.newHttpClient(), Pseudonyms.keyed(new byte[16])))) {
            assertThat(source.id()).isEqualTo("sentry");
            assertThat(source.streams())
                    .extracting(TelemetryStream::name)
                    .containsExactly(
                            "sentry/issues",
                            "sentry/errors",
                            "sentry/releases",
                            "sentry/transactions",
                            "sentry/sessions",
                            "sentry/monitors",
                            "sentry/outcomes");
        }
        assertThat(configured.toString()).doesNotContain("sntryu_abc");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        configure(
                Map.of("url", "https://sentry.io/api/0", "organisation", "acme", "token", "sntryu_written_out"),
                Map.of("project", "x"));

        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "sentry.url",
                        "sentry.organization",
                        "sentry.token",
                        "sentry.organisation",
                        "products.checkout.services.checkout-api.sentry.project");
        assertThat(problems).extracting(ConfigProblem::toString).noneMatch(text -> text.contains("written_out"));
        assertThat(problems)
                .filteredOn(problem -> problem.path().equals("sentry.organisation"))
                .extracting(ConfigProblem::remedy)
                .containsExactly("did you mean 'organization'?");
    }

    @Test
    void theTierOfEveryStreamIsTheOneThatThePageOfThisModuleTells() throws IOException {
        Map<String, Tier> told = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `sentry/"))
                .map(line -> line.split("\\|", 4))
                .filter(row -> row[2].strip().matches("alerts|telemetry|work|hourly|daily"))
                .forEach(row -> Arrays.stream(row[1].split(",", -1))
                        .forEach(name -> told.put(
                                name.strip().replace("`", ""),
                                Tier.valueOf(row[2].strip().toUpperCase(Locale.ROOT)))));
        try (TelemetrySource source = new FakeSentry().source(TestTime.at(Instant.EPOCH), List.of())) {
            assertThat(source.streams().stream()
                            .collect(Collectors.toMap(TelemetryStream::name, TelemetryStream::tier)))
                    .isEqualTo(told);
        }
    }
}
