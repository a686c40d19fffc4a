package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.ById;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SonarSourceProviderTest {

    private static final EntityId API = EntityId.service("checkout", "checkout-api");

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<EntityId, ConfigSection> targets = new TreeMap<>();
    private final Map<String, Object> section = new HashMap<>();

    @BeforeEach
    void aGoodSection(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a-token");
        section.put("url", "https://sonarcloud.io");
        section.put("organization", "acme");
        section.put("token", "${file:" + token + "}");
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .anySatisfy(provider -> assertThat(provider).isInstanceOf(SonarSourceProvider.class))
                .extracting(SourceProvider::id)
                .contains("sonarcloud");
    }

    @Test
    void mapsProjectsOfTheOrganization() {
        target(Map.of("projects", List.of("acme_checkout", "acme_lib")));

        assertThat(new SonarSourceProvider().configure(config()).mappings())
                .containsExactly(mapping("acme/acme_checkout"), mapping("acme/acme_lib"));
        assertThat(problems).isEmpty();
        assertThat(SonarSettings.read(config()).projects()).containsExactly("acme_checkout", "acme_lib");
    }

    @Test
    void namesProjectsOfAServerByItsHost() {
        section.put("url", "https://Sonar.acme.example/quality");
        section.remove("organization");
        target(Map.of("projects", List.of("checkout")));

        assertThat(new SonarSourceProvider().configure(config()).mappings())
                .containsExactly(mapping("sonar.acme.example/checkout"));
        assertThat(problems).isEmpty();
    }

    @Test
    void linksAndNamesByTheAddressThatPeopleUse() {
        section.put("url", "https://10.0.0.7:9000");
        section.put("site", "https://sonar.acme.example");
        section.remove("organization");
        target(Map.of("projects", List.of("checkout")));

        SonarSettings settings = SonarSettings.read(config());

        assertThat(problems).isEmpty();
        assertThat(settings.mappings()).containsExactly(mapping("sonar.acme.example/checkout"));
        assertThat(settings.scope().site()).hasToString("https://sonar.acme.example");
    }

    @Test
    void listsEveryProblemWithItsPlaceAndRemedy() {
        section.remove("organization");
        section.put("token", "written out");
        section.put("organisation", "acme");
        target(Map.of("project", "acme_checkout"));

        new SonarSourceProvider().configure(config());

        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "sonarcloud.organization",
                        "sonarcloud.token",
                        "sonarcloud.organisation",
                        "products.checkout.services.checkout-api.sonarcloud.project",
                        "products.checkout.services.checkout-api.sonarcloud.projects");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
        assertThat(problems.toString()).doesNotContain("written out");
    }

    private static EntityMapping mapping(String key) {
        return EntityMapping.of(API, new ById(new EntityId("sonarcloud", "project", key)));
    }

    private void target(Map<String, ?> part) {
        targets.put(API, ConfigSection.of("products.checkout.services.checkout-api.sonarcloud", part, problems));
    }

    private SourceConfig config() {
        return new SourceConfig(ConfigSection.of("sonarcloud", section, problems), targets);
    }

    @Test
    void theTierOfEveryStreamIsTheOneThatThePageOfThisModuleTells() throws IOException {
        Map<String, Tier> told = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `sonarcloud/"))
                .map(line -> line.split("\\|", 4))
                .filter(row -> row[2].strip().matches("alerts|telemetry|work|hourly|daily"))
                .forEach(row -> Arrays.stream(row[1].split(",", -1))
                        .forEach(name -> told.put(
                                name.strip().replace("`", ""),
                                Tier.valueOf(row[2].strip().toUpperCase(Locale.ROOT)))));
        try (TelemetrySource source =
                SonarSource.open(Settings.of("a"), Settings.client().build(), TestTime.at(Instant.EPOCH))) {
            assertThat(source.streams().stream()
                            .collect(Collectors.toMap(TelemetryStream::name, TelemetryStream::tier)))
                    .isEqualTo(told);
        }
    }
}
