package io.throughline.azure.resources;

import io.throughline.azure.logs.Kql;
import io.throughline.azure.resources.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the environment of a resource is found, and which environments are read. The first of these that says something
 * decides: the tag, the rules by resource group, by subscription, by name. Within a kind of rules the first that fits
 * does. What nothing decides has no environment, and is read: it is counted, but not left out.
 *
 * @param tag name of the tag, or null to look at none
 * @param groups environments by resource group, in the order they are tried
 * @param subscriptions environments by id or name (with {@code *}) of the subscription, likewise
 * @param names environments by the resource's name, likewise
 * @param aliases other words for an environment, in lower case: {@code prd} for {@code production}
 * @param wanted the environments that are read; empty means all
 */
public record EnvironmentRules(
        @Nullable String tag,
        Map<Glob, String> groups,
        Map<String, String> subscriptions,
        Map<Glob, String> names,
        Map<String, String> aliases,
        SortedSet<String> wanted) {

    /** The name of the tag unless told otherwise. */
    public static final String DEFAULT_TAG = "environment";
    /** What is read unless told otherwise. */
    public static final String DEFAULT_ENVIRONMENT = "production";
    /** Words for environments that are understood unless told otherwise. */
    public static final Map<String, String> DEFAULT_ALIASES = Map.of(
            "prod", "production",
            "prd", "production",
            "stage", "staging",
            "stg", "staging",
            "dev", "development");

    /** Looks at the tag only, and reads every environment. */
    public static final EnvironmentRules NONE =
            new EnvironmentRules(DEFAULT_TAG, Map.of(), Map.of(), Map.of(), Map.of(), Collections.emptySortedSet());

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public EnvironmentRules {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        subscriptions = Collections.unmodifiableMap(new LinkedHashMap<>(subscriptions));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        Map<String, String> words = new LinkedHashMap<>();
        aliases.forEach(
                (word, environment) -> words.put(TagExpression.normal(word), TagExpression.normal(environment)));
        aliases = Map.copyOf(words);
        TreeSet<String> sorted = new TreeSet<>();
        for (String environment : wanted) {
            sorted.add(canonical(environment, aliases));
        }
        wanted = Collections.unmodifiableSortedSet(sorted);
    }

    /** Returns the environment that a word stands for. Environments are told in lower case. */
    public String canonical(String word) {
        return canonical(word, aliases);
    }

    private static String canonical(String word, Map<String, String> aliases) {
        String normal = TagExpression.normal(word);
        return aliases.getOrDefault(normal, normal);
    }

    /** Tells whether resources of an environment are read; those without one are. */
    public boolean admits(@Nullable String environment) {
        return environment == null || wanted.isEmpty() || wanted.contains(canonical(environment));
    }

    /** Tells whether subscriptions are told apart by name, so that their names must be known. */
    public boolean needSubscriptionNames() {
        return subscriptions.keySet().stream().anyMatch(key -> !isGuid(key));
    }

    /**
     * What the rules say about one resource.
     *
     * @param environment the environment, or null if nothing decides
     * @param by which rule decided, in words, or null
     * @param contradictions what other kinds of rules say differently, a line each
     */
    public record Decision(
            @Nullable String environment, @Nullable String by, List<String> contradictions) {
        public Decision {
            contradictions = List.copyOf(contradictions);
        }
    }

    /**
     * Decides about a resource.
     *
     * @param tagValue value of the tag, or null
     * @param subscriptionName the subscription's name, or null if it is not known
     */
    public Decision decide(
            @Nullable String tagValue,
            String group,
            String subscriptionId,
            @Nullable String subscriptionName,
            @Nullable String name) {
        Map<String, String> said = new LinkedHashMap<>();
        if (tag != null && !TagExpression.normal(tagValue).isEmpty()) {
            said.put("tag " + tag + "=" + tagValue, canonical(String.valueOf(tagValue)));
        }
        firstOf(groups, glob -> glob.matches(group))
                .ifPresent(
                        rule -> said.put("resource group rule " + rule.getKey().pattern(), canonical(rule.getValue())));
        firstOf(subscriptions, key -> fits(key, subscriptionId, subscriptionName))
                .ifPresent(rule -> said.put("subscription rule " + rule.getKey(), canonical(rule.getValue())));
        if (name != null) {
            firstOf(names, glob -> glob.matches(name))
                    .ifPresent(rule -> said.put("name rule " + rule.getKey().pattern(), canonical(rule.getValue())));
        }
        if (said.isEmpty()) {
            return new Decision(null, null, List.of());
        }
        Map.Entry<String, String> first = said.entrySet().iterator().next();
        List<String> others = said.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(first.getValue()))
                .map(entry -> entry.getKey() + " says " + entry.getValue())
                .toList();
        return new Decision(first.getValue(), first.getKey(), others);
    }

    private static <K> java.util.Optional<Map.Entry<K, String>> firstOf(
            Map<K, String> rules, java.util.function.Predicate<K> fits) {
        return rules.entrySet().stream()
                .filter(rule -> fits.test(rule.getKey()))
                .findFirst();
    }

    /**
     * Returns the expression for the environment, as a text: empty where nothing decides.
     *
     * @param column returns the expression for the value of a tag by its name in lower case
     * @param known the subscriptions, by which rules by name are turned into ids
     */
    String expression(Function<String, String> column, List<Subscription> known) {
        List<String> cases = new ArrayList<>();
        if (tag != null) {
            String value = column.apply(tag.toLowerCase(Locale.ROOT));
            Map<String, Set<String>> words = new LinkedHashMap<>();
            new java.util.TreeMap<>(aliases)
                    .forEach((word, environment) -> words.computeIfAbsent(environment, e -> new TreeSet<>())
                            .add(word));
            words.forEach((environment, ofIt) ->
                    cases.add(value + Kql.format(" in {}, {}", new ArrayList<>(ofIt), canonical(environment))));
            cases.add("isnotempty(" + value + "), " + value);
        }
        groups.forEach((glob, environment) ->
                cases.add(glob.condition("resourceGroup") + Kql.format(", {}", canonical(environment))));
        subscriptions.forEach((key, environment) -> {
            List<String> ids = idsOf(key, known);
            if (!ids.isEmpty()) {
                cases.add(Kql.format("subscriptionId in~ {}, {}", ids, canonical(environment)));
            }
        });
        names.forEach(
                (glob, environment) -> cases.add(glob.condition("name") + Kql.format(", {}", canonical(environment))));
        return cases.isEmpty() ? "\"\"" : "case(" + String.join(", ", cases) + ", \"\")";
    }

    /** Tells whether the query must look at environments at all. */
    boolean filters() {
        return !wanted.isEmpty();
    }

    private static List<String> idsOf(String key, List<Subscription> known) {
        if (isGuid(key)) {
            return List.of(key.toLowerCase(Locale.ROOT));
        }
        Set<String> ids = new LinkedHashSet<>();
        for (Subscription subscription : known) {
            if (fits(key, subscription.id(), subscription.name())) {
                ids.add(subscription.id());
            }
        }
        return List.copyOf(ids);
    }

    private static boolean fits(String key, String id, @Nullable String name) {
        if (isGuid(key)) {
            return key.equalsIgnoreCase(id);
        }
        if (name == null) {
            return false;
        }
        String regex = Pattern.compile("\\*")
                .splitAsStream(key.endsWith("*") ? key + "\u0000" : key)
                .map(part -> part.equals("\u0000") ? "" : Pattern.quote(part))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(name)
                .matches();
    }

    private static boolean isGuid(String key) {
        return GUID.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }
}
