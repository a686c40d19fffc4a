package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.config.SourceProvider.ConfiguredSource;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.ById;
import io.throughline.core.telemetry.EntityMapping.ByName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraSourceProviderTest {

    private static final EntityId CHECKOUT = EntityId.product("checkout");
    private static final EntityId API = EntityId.service("checkout", "checkout-api");

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<EntityId, ConfigSection> targets = new TreeMap<>();
    private final Map<String, Object> section = new HashMap<>();

    @BeforeEach
    void aGoodSection(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a-token");
        section.put("url", "https://Acme.atlassian.net/");
        section.put("email", "sre@acme.example");
        section.put("token", "${file:" + token + "}");
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .anySatisfy(provider -> assertThat(provider).isInstanceOf(JiraSourceProvider.class))
                .extracting(SourceProvider::id)
                .contains("jira");
    }

    @Test
    void mapsProjectsToProductsAndTheirComponentsToServices() {
        target(CHECKOUT, Map.of("projects", List.of("chk", "PAY")));
        target(API, Map.of("components", List.of("payments")));

        List<EntityMapping> mappings = configured().mappings();

        assertThat(problems).isEmpty();
        assertThat(mappings)
                .containsExactlyInAnyOrder(
                        EntityMapping.of(CHECKOUT, new ById(id("project", "CHK"))),
                        EntityMapping.of(CHECKOUT, new ById(id("project", "PAY"))),
                        EntityMapping.of(API, new ById(id("component", "CHK/payments"))),
                        EntityMapping.of(API, new ById(id("component", "PAY/payments"))));
    }

    @Test
    void findsAComponentAnywhereIfItsProductNamesNoProject() {
        target(API, Map.of("components", List.of("payments")));

        assertThat(configured().mappings())
                .containsExactly(EntityMapping.of(API, new ByName("jira", "component", "payments")));
        assertThat(settings().streams().projects())
                .as("so all projects are read")
                .isEmpty();
    }

    @Test
    void readsTheProjectsNamedAndThatOfTheIncidents() {
        section.put("incidents", Map.of("project", "OPS", "issueType", "Incident"));
        target(CHECKOUT, Map.of("projects", List.of("CHK")));

        assertThat(settings().streams().projects()).containsExactly("CHK", "OPS");
    }

    @Test
    void readsAllProjectsIfNoneIsNamed() {
        section.put("incidents", Map.of("project", "OPS"));

        assertThat(settings().streams().projects()).isEmpty();
    }

    @Test
    void listsEveryProblemWithItsPlaceAndRemedy() {
        section.clear();
        section.put("url", "acme.atlassian.net");
        section.put("token", "written out");
        section.put("emial", "x");
        section.put("incidents", Map.of("issueType", "Incident"));
        target(CHECKOUT, Map.of("projects", List.of("no key!")));
        target(API, Map.of("component", "payments"));

        configured();

        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "jira.url",
                        "jira.token",
                        "jira.emial",
                        "jira.incidents.project",
                        "products.checkout.jira.projects",
                        "products.checkout.services.checkout-api.jira.component",
                        "products.checkout.services.checkout-api.jira.projects");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
        assertThat(problems.toString()).doesNotContain("written out");
    }

    @Test
    void readsCustomFieldsAndHowLateTheIndexMayBe() {
        section.put("fields", Map.of("severity", "Severity", "impactStart", "customfield_10042"));
        section.put("lateIndex", "2h");
        section.put("rereadEvery", "14d");

        assertThat(settings().streams().fields())
                .containsExactly(Map.entry("impactStart", "customfield_10042"), Map.entry("severity", "Severity"));
        assertThat(settings().streams().lateIndex()).isEqualTo(Duration.ofHours(2));
        assertThat(settings().streams().rereadEvery()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void readsTheUsualIfNothingIsWritten() {
        assertThat(settings().streams().fields()).isEmpty();
        assertThat(settings().streams().lateIndex()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings().streams().rereadEvery()).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({"lateIndex,8d", "lateIndex,0m", "lateIndex,30", "rereadEvery,1y", "rereadEvery,400d"})
    void tellsASpanOfTimeThatIsNone(String key, String text) {
        section.put(key, text);

        configured();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("jira." + key);
            assertThat(problem.toString()).contains("'" + text + "'");
            assertThat(problem.remedy()).contains("30m");
        });
    }

    @Test
    void tellsAFieldsKeyThatNoAttributeCanHave() {
        section.put("fields", Map.of("impact start", "Impact start"));

        configured();

        assertThat(problems).extracting(ConfigProblem::path).containsExactly("jira.fields.impact start");
    }

    @Test
    void asksForTheAccountOfACloudToken() {
        section.remove("email");

        configured();

        assertThat(problems).extracting(ConfigProblem::path).containsExactly("jira.email");
    }

    @Test
    void asksForTheSiteBehindTheGateway() {
        section.put("url", "https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c444-def123456789");

        configured();

        assertThat(problems).extracting(ConfigProblem::path).containsExactly("jira.site");
        problems.clear();
        section.put("site", "https://acme.atlassian.net");
        assertThat(settings().streams().host()).isEqualTo("acme.atlassian.net");
    }

    private static EntityId id(String type, String key) {
        return new EntityId("jira", type, "acme.atlassian.net/" + key);
    }

    private void target(EntityId target, Map<String, ?> part) {
        String path = target.type().equals("product")
                ? "products.checkout.jira"
                : "products.checkout.services.checkout-api.jira";
        targets.put(target, ConfigSection.of(path, part, problems));
    }

    private SourceConfig config() {
        return new SourceConfig(ConfigSection.of("jira", section, problems), targets);
    }

    private ConfiguredSource configured() {
        return new JiraSourceProvider().configure(config());
    }

    private JiraSettings settings() {
        JiraSettings settings = new JiraSettingsReader(config()).read();
        assertThat(problems).isEmpty();
        return settings;
    }

    @Test
    void theTierOfEveryStreamIsTheOneThatThePageOfThisModuleTells() throws IOException {
        Map<String, Tier> told = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `jira/"))
                .map(line -> line.split("\\|", 4))
                .filter(row -> row[2].strip().matches("alerts|telemetry|work|hourly|daily"))
                .forEach(row -> Arrays.stream(row[1].split(",", -1))
                        .forEach(name -> told.put(
                                name.strip().replace("`", ""),
                                Tier.valueOf(row[2].strip().toUpperCase(Locale.ROOT)))));
        try (TelemetrySource source = configured().open(new SourceRuntime(Clock.systemUTC(), Settings.HTTP, null))) {
            assertThat(source.streams().stream()
                            .collect(Collectors.toMap(TelemetryStream::name, TelemetryStream::tier)))
                    .isEqualTo(told);
        }
    }
}
