package io.throughline.azure;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Reads which of Azure's entities belong to a service or product: {@code roles}, {@code resources} (names with {@code *},
 * or ARM ids), {@code resourceGroups}, and {@code tags}, which must all be there where there are several. {@code
 * validFrom} says since when.
 */
final class MappingSettings {

    private static final String SYSTEM = "azure";
    private static final String TAG = "tag.";

    private MappingSettings() {}

    static List<EntityMapping> read(EntityId target, ConfigSection section) {
        List<Selector> selectors = new ArrayList<>();
        for (String role : section.texts("roles")) {
            selectors.add(new EntityMapping.ByName(SYSTEM, "role", role));
        }
        for (String resource : section.texts("resources")) {
            String id = resource.replaceAll("/+$", "");
            if (!resource.startsWith("/")) {
                selectors.add(new EntityMapping.ByName(SYSTEM, "resource", resource));
            } else if (id.contains("*")) {
                selectors.add(new EntityMapping.ByKey(SYSTEM, "resource", id));
            } else {
                selectors.add(new EntityMapping.ById(new EntityId(SYSTEM, "resource", id)));
            }
        }
        for (String group : section.texts("resourceGroups")) {
            if (group.contains("/")) {
                section.problem("resourceGroups", "must be names, was '" + group + "'", "write rg-checkout-*");
            }
            selectors.add(new EntityMapping.ByKey(
                    SYSTEM, "resource", "/subscriptions/*/resourcegroups/" + group + "/providers/*"));
        }
        selectors.addAll(tags(section.section("tags")));
        Instant validFrom = section.instant("validFrom").orElse(Instant.EPOCH);
        section.rejectUnknownKeys();
        return selectors.stream()
                .map(selector -> new EntityMapping(target, selector, validFrom))
                .toList();
    }

    /** One selector for each way to choose a value of every tag. */
    private static List<Selector> tags(ConfigSection section) {
        TreeMap<String, List<String>> tags = new TreeMap<>();
        for (String tag : section.keys()) {
            List<String> values = section.texts(tag);
            if (values.isEmpty()) {
                section.problem(tag, "has no value", "write the values that a resource may have, or remove the tag");
            }
            tags.put(TAG + tag.toLowerCase(Locale.ROOT), values);
        }
        if (tags.isEmpty()) {
            return List.of();
        }
        List<List<Selector>> choices = List.of(List.of());
        for (String tag : tags.keySet()) {
            List<List<Selector>> longer = new ArrayList<>();
            for (List<Selector> choice : choices) {
                for (String value : tags.getOrDefault(tag, List.of())) {
                    List<Selector> more = new ArrayList<>(choice);
                    more.add(new EntityMapping.ByAttribute(SYSTEM, tag, value));
                    longer.add(more);
                }
            }
            choices = longer;
        }
        return choices.stream()
                .map(choice -> choice.size() == 1 ? choice.get(0) : new EntityMapping.AllOf(choice))
                .toList();
    }
}
