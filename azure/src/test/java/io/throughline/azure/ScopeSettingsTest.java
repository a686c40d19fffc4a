package io.throughline.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.LogWorkspace;
import io.throughline.azure.resources.TagInheritance;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeSettingsTest {

    private static final String OTHER = "11111111-0000-4000-8000-0000000000bb";
    private static final String ARM_ID = "/subscriptions/" + AzureStub.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs";

    private final List<ConfigProblem> problems = new ArrayList<>();

    @Test
    void readsProductionUnlessTold() {
        AzureScope scope = read(Map.of());

        assertThat(problems).isEmpty();
        assertThat(scope.environments().wanted()).containsExactly("production");
        assertThat(scope.environments().admits("PRD")).isTrue();
        assertThat(scope.environments().admits(null)).isTrue();
        assertThat(scope.environments().admits("staging")).isFalse();
        assertThat(read(Map.of("environments", "*")).environments().wanted()).isEmpty();
        assertThat(read(Map.of("environments", List.of("prod", "STG")))
                        .environments()
                        .wanted())
                .containsExactly("production", "staging");
    }

    @Test
    void readsSubscriptionsByManagementGroupAndAll() {
        Map<String, Object> groups = new HashMap<>();
        groups.put("subscriptions", List.of());
        groups.put("managementGroups", List.of("shop", "platform"));
        groups.put("excludeSubscriptions", List.of(OTHER));
        assertThat(read(groups).selection().managementGroups()).containsExactly("platform", "shop");
        assertThat(read(groups).selection().isFixed()).isFalse();
        assertThat(read(Map.of("subscriptions", "all-accessible")).selection().all())
                .isTrue();
        assertThat(problems).isEmpty();

        read(Map.of("subscriptions", List.of("all-accessible", AzureStub.SUBSCRIPTION)));
        read(Map.of("managementGroups", List.of("a b")));
        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactly("azure.subscriptions", "azure.managementGroups");
    }

    @Test
    void readsNestedConditionsOnTags() {
        AzureScope scope = read(Map.of(
                "tags",
                Map.of(
                        "tier", List.of("gold", "silver"),
                        "any", List.of(Map.of("owner", "*", "team", "x"), Map.of("all", "text")),
                        "not", Map.of("state", "retired", "zone", List.of("a", "b"))),
                "inheritTags",
                List.of("resourceGroup", "subscription")));

        assertThat(problems).isEmpty();
        assertThat(scope.inherited()).containsExactly(TagInheritance.RESOURCE_GROUP, TagInheritance.SUBSCRIPTION);
        assertThat(scope.tags().names()).containsExactly("all", "owner", "state", "team", "tier", "zone");
        assertThat(matches(scope, Map.of("tier", "GOLD ", "owner", "me", "team", "X")))
                .isTrue();
        assertThat(matches(scope, Map.of("tier", "silver", "all", "text"))).isTrue();
        assertThat(matches(scope, Map.of("tier", "gold", "owner", "me"))).isFalse();
        assertThat(matches(scope, Map.of("tier", "gold", "all", "text", "zone", "b")))
                .isFalse();
        assertThat(matches(scope, Map.of("tier", "gold", "all", "text", "state", "retired")))
                .isFalse();
        assertThat(matches(scope, Map.of("all", "text"))).isFalse();
    }

    @Test
    void readsSeveralWorkspacesOfAnEnvironmentAndThoseByArmId() {
        AzureScope scope = read(Map.of(
                "workspaces",
                Map.of(
                        "prod",
                        List.of(
                                Map.of("id", AzureStub.WORKSPACE.toUpperCase(java.util.Locale.ROOT)),
                                Map.of("resourceId", ARM_ID)))));

        assertThat(problems).isEmpty();
        assertThat(scope.workspaces())
                .containsExactly(
                        new LogWorkspace("production", AzureStub.WORKSPACE),
                        new LogWorkspace("production", ARM_ID.toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void doesNotLeaveAWorkspaceOutWithoutAWord() {
        Map<String, Object> staging = Map.of("staging", Map.of("id", AzureStub.WORKSPACE));

        read(Map.of("workspaces", staging));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("azure.workspaces.staging");
            assertThat(problem.toString()).contains("write environments: [production, staging]");
        });

        problems.clear();
        AzureScope told = read(Map.of("workspaces", staging, "environments", List.of("production")));
        assertThat(problems).isEmpty();
        assertThat(told.workspaces()).isEmpty();
        assertThat(told.describe())
                .contains("workspaces of staging, not read because 'environments' does not name it: "
                        + AzureStub.WORKSPACE);
    }

    @Test
    void readsRulesOfEnvironments() {
        AzureScope scope = read(Map.of(
                "environment",
                Map.of(
                        "tag", "env",
                        "resourceGroups", Map.of("rg-*-prod", "production"),
                        "subscriptions", Map.of("shop test *", "test", OTHER, "staging"),
                        "names", Map.of("*-stg", "staging"),
                        "aliases", Map.of("Live", "Production"))));

        assertThat(problems).isEmpty();
        assertThat(scope.environments().decide("LIVE ", "rg-x-prod", OTHER, null, "a-stg"))
                .satisfies(decision -> {
                    assertThat(decision.environment()).isEqualTo("production");
                    assertThat(decision.by()).isEqualTo("tag env=LIVE ");
                    assertThat(decision.contradictions())
                            .containsExactly(
                                    "subscription rule " + OTHER + " says staging", "name rule *-stg says staging");
                });
        assertThat(scope.environments()
                        .decide(null, "rg", "s", "Shop Test EU", "a")
                        .environment())
                .isEqualTo("test");
        assertThat(scope.environments().decide(" ", "rg", "s", null, "a").environment())
                .isNull();
        assertThat(scope.environments().needSubscriptionNames()).isTrue();
    }

    @Test
    void tellsWhatIsWrongWithItsPlace() {
        read(Map.of(
                "tags", Map.of("any", List.of(Map.of()), "x", List.of()),
                "inheritTags", List.of("tenant"),
                "environment", Map.of("resourceGroups", Map.of("rg prod", "production"), "tags", "x"),
                "workspaces",
                        Map.of("production", List.of(Map.of("resourceId", "/subscriptions/x"), Map.of("id", "x")))));

        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "azure.tags.any",
                        "azure.tags.x",
                        "azure.inheritTags",
                        "azure.environment.resourceGroups.rg prod",
                        "azure.environment.tags",
                        "azure.workspaces.production[0].resourceId",
                        "azure.workspaces.production[1].id");
    }

    @Test
    void mapsByGroupByStarsByAllTagsAndSinceWhen() {
        EntityId target = EntityId.service("shop", "api");
        List<EntityMapping> mappings = MappingSettings.read(
                target,
                ConfigSection.of(
                        "products.shop.services.api.azure",
                        Map.of(
                                "resourceGroups", "rg-shop-*",
                                "roles", "api-*",
                                "resources", List.of("/subscriptions/*/resourceGroups/rg/*"),
                                "tags", Map.of("product", "shop", "Tier", List.of("gold", "silver")),
                                "validFrom", "2026-03-01"),
                        problems));

        assertThat(problems).isEmpty();
        assertThat(mappings)
                .allSatisfy(
                        mapping -> assertThat(mapping.validFrom()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(mappings)
                .extracting(EntityMapping::selector)
                .containsExactly(
                        new EntityMapping.ByName("azure", "role", "api-*"),
                        new EntityMapping.ByKey("azure", "resource", "/subscriptions/*/resourceGroups/rg/*"),
                        new EntityMapping.ByKey(
                                "azure", "resource", "/subscriptions/*/resourcegroups/rg-shop-*/providers/*"),
                        both("gold"),
                        both("silver"));
    }

    private static EntityMapping.Selector both(String tier) {
        return new EntityMapping.AllOf(List.of(
                new EntityMapping.ByAttribute("azure", "tag.product", "shop"),
                new EntityMapping.ByAttribute("azure", "tag.tier", tier)));
    }

    private static boolean matches(AzureScope scope, Map<String, String> tags) {
        return scope.tags().matches(tags::get);
    }

    private AzureScope read(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("subscriptions", List.of(AzureStub.SUBSCRIPTION));
        values.putAll(more);
        ConfigSection section = ConfigSection.of("azure", values, problems);
        AzureScope scope = ScopeSettings.read(section);
        section.rejectUnknownKeys();
        return scope;
    }
}
