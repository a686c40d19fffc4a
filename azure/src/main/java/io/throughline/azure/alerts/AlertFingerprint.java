package io.throughline.azure.alerts;

import io.throughline.azure.resources.AzureResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the firings of one rule on one target have in common: each has an id of its own, and one rule may watch many
 * targets, or many series of one. Environments differ by their targets.
 *
 * @param rule name of the rule in lower case
 * @param target key of the target, or null if the alert names none
 * @param dimensions what tells the series from others of the target; empty also where the context was not asked for
 */
public record AlertFingerprint(String rule, @Nullable String target, SortedMap<String, String> dimensions) {

    public AlertFingerprint {
        Objects.requireNonNull(rule, "rule");
        dimensions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** Returns what an alert that was listed has in common with others. */
    public static AlertFingerprint of(AzureAlert alert) {
        String rule = alert.rule() == null ? alert.name() : alert.rule();
        return new AlertFingerprint(
                nameOf(rule),
                keyOf(alert.targetResource()),
                dimensions(alert.details().context()));
    }

    /** Returns what an alert that was posted has in common with others. */
    public static AlertFingerprint of(CommonAlert alert) {
        return new AlertFingerprint(
                nameOf(alert.ruleId() == null ? alert.rule() : alert.ruleId()),
                keyOf(alert.target()),
                dimensions(alert.context().tree()));
    }

    private static SortedMap<String, String> dimensions(Map<String, Object> context) {
        SortedMap<String, String> dimensions = new TreeMap<>();
        Object condition = context.get("condition");
        if (condition instanceof Map<?, ?> of && of.get("allOf") instanceof List<?> conditions) {
            for (Object one : conditions) {
                if (one instanceof Map<?, ?> leaf && leaf.get("dimensions") instanceof List<?> pairs) {
                    pairs.forEach(pair -> add(pair, dimensions));
                }
            }
        }
        return dimensions;
    }

    private static void add(@Nullable Object pair, SortedMap<String, String> dimensions) {
        if (pair instanceof Map<?, ?> of && of.get("name") instanceof String name && of.get("value") != null) {
            dimensions.put(name, String.valueOf(of.get("value")));
        }
    }

    private static String nameOf(String rule) {
        String name = rule.startsWith("/") ? rule.substring(rule.lastIndexOf('/') + 1) : rule;
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String keyOf(@Nullable String armId) {
        return armId == null ? null : AzureResource.keyOf(armId);
    }
}
