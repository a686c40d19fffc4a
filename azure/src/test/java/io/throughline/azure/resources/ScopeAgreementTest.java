package io.throughline.azure.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scope means the same in the query that it becomes and in Java. */
class ScopeAgreementTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final List<String> NAMES = List.of("environment", "Environment", "Tier", "tier", "owner", "all");
    private static final List<String> VALUES = List.of(
            "production",
            "Production ",
            " prod",
            "prd",
            "staging",
            "STG",
            "gold",
            "it's \"x\"",
            "a\\b",
            "",
            " \t",
            "live");
    private static final List<String> GROUPS = List.of("rg-shop-prod", "RG-Shop-STG", "rg-x-eu-1", "other_(1)", "prod");
    private static final List<String> PATTERNS = List.of("rg-*-prod", "*stg", "rg-*", "other_(1)", "*-eu-*", "*");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theQueryKeepsWhatJavaKeeps(long seed) {
        Random random = new Random(seed);
        int kept = 0;
        for (int i = 0; i < 60; i++) {
            AzureScope scope = scope(random);
            String query = new ScopeQueries(scope).resources().text();
            for (int j = 0; j < 20; j++) {
                Map<String, Object> row = row(random);
                boolean inQuery = MiniKql.keeps(withoutJoins(query), row);
                boolean inJava = scope.has(resource(scope, row));
                kept += inQuery ? 1 : 0;
                assertThat(inQuery)
                        .as("seed %d, scope %s, row %s, query %s", seed, scope, row, query)
                        .isEqualTo(inJava);
            }
        }
        assertThat(kept).as("scopes that keep nothing would prove nothing").isBetween(50, 1150);
    }

    @Test
    void hostileNamesAndValuesStayLiterals() {
        AzureScope scope = AzureScope.builder(SubscriptionSelection.of(List.of(SUBSCRIPTION)))
                .tags(new TagExpression.All(List.of(
                        new TagExpression.Is("na\"me] | take 1 //", List.of("x\" or true //", "line\nbreak")),
                        new TagExpression.Present("x\u2028"))))
                .build();

        String query = new ScopeQueries(scope).resources().text();

        assertThat(query)
                .contains("tagged[\"na\\\"me] | take 1 //\"]")
                .contains("(\"x\\\" or true //\", \"line\\nbreak\")")
                .contains("tagged[\"x\\u2028\"]");
        assertThat(MiniKql.keeps(
                        query, Map.of("tags", Map.of("NA\"ME] | take 1 //", "X\" OR TRUE // ", "x\u2028", "1"))))
                .isTrue();
        assertThat(MiniKql.keeps(query, Map.of("tags", Map.of("x\u2028", "1")))).isFalse();
    }

    /** Rows here carry already what the joins would bring. */
    private static String withoutJoins(String query) {
        return query.lines()
                .filter(line -> !line.startsWith("| join"))
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow();
    }

    private static AzureScope scope(Random random) {
        Set<TagInheritance> inherited = new TreeSet<>();
        for (TagInheritance from : TagInheritance.values()) {
            if (random.nextInt(3) == 0) {
                inherited.add(from);
            }
        }
        List<Glob> include = random.nextInt(3) == 0 ? List.of(glob(random), glob(random)) : List.of();
        List<Glob> exclude = random.nextInt(4) == 0 ? List.of(glob(random)) : List.of();
        return AzureScope.builder(SubscriptionSelection.of(List.of(SUBSCRIPTION)))
                .include(include)
                .exclude(exclude)
                .inherit(inherited)
                .tags(random.nextInt(3) == 0 ? TagExpression.anything() : expression(random, 3))
                .environments(rules(random))
                .build();
    }

    private static EnvironmentRules rules(Random random) {
        Map<Glob, String> groups = new LinkedHashMap<>();
        Map<Glob, String> names = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            groups.put(glob(random), random.nextBoolean() ? "production" : "Staging");
            groups.put(glob(random), "prod");
        }
        if (random.nextBoolean()) {
            names.put(glob(random), "staging");
        }
        Map<String, String> subscriptions =
                random.nextInt(4) == 0 ? Map.of(SUBSCRIPTION, random.nextBoolean() ? "prd" : "test") : Map.of();
        return new EnvironmentRules(
                random.nextInt(5) == 0 ? null : "Environment",
                groups,
                subscriptions,
                names,
                EnvironmentRules.DEFAULT_ALIASES,
                random.nextInt(4) == 0
                        ? new TreeSet<>()
                        : new TreeSet<>(List.of(random.nextBoolean() ? "production" : "STG")));
    }

    private static TagExpression expression(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> new TagExpression.Present(one(NAMES, random));
            case 1 -> new TagExpression.Is(one(NAMES, random), values(random));
            case 2 -> new TagExpression.Not(expression(random, depth - 1));
            case 3 -> new TagExpression.Any(List.of(expression(random, depth - 1), expression(random, depth - 1)));
            default -> new TagExpression.All(List.of(expression(random, depth - 1), expression(random, depth - 1)));
        };
    }

    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String value = one(VALUES, random);
            values.add(value.isBlank() ? "gold" : value);
        }
        return values;
    }

    private static Map<String, Object> row(Random random) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", "/subscriptions/" + SUBSCRIPTION + "/x");
        row.put("name", one(GROUPS, random));
        row.put("type", "microsoft.web/sites");
        row.put("resourceGroup", one(GROUPS, random));
        row.put("subscriptionId", SUBSCRIPTION);
        row.put("tags", tags(random));
        row.put("groupTags", tags(random));
        row.put("subscriptionTags", tags(random));
        return row;
    }

    private static Map<String, String> tags(Random random) {
        TreeMap<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < random.nextInt(4); i++) {
            tags.put(one(NAMES, random), one(VALUES, random));
        }
        return new HashMap<>(tags);
    }

    private static AzureResource resource(AzureScope scope, Map<String, Object> row) {
        Map<String, Object> seen = new HashMap<>(row);
        if (!scope.inherited().contains(TagInheritance.RESOURCE_GROUP)) {
            seen.remove("groupTags");
        }
        if (!scope.inherited().contains(TagInheritance.SUBSCRIPTION)) {
            seen.remove("subscriptionTags");
        }
        return ResourceRow.of(scope, seen).orElseThrow().resource();
    }

    private static Glob glob(Random random) {
        return new Glob(one(PATTERNS, random));
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
