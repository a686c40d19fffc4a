package io.throughline.azure;

import io.throughline.azure.resources.TagExpression;
import io.throughline.core.config.ConfigSection;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads conditions on tags: {@code name: value}, {@code name: [one, other]} and {@code name: "*"} for any value; several
 * in one section must all hold. {@code all}, {@code any} and {@code not} hold further sections, or lists of them; {@code
 * not} holds if none of its parts does. A tag of one of these three names is meant where the value is a text.
 */
final class TagSettings {

    private static final String ANY_VALUE = "*";

    private TagSettings() {}

    static TagExpression read(ConfigSection section) {
        return new TagExpression.All(parts(section));
    }

    private static List<TagExpression> parts(ConfigSection section) {
        List<TagExpression> parts = new ArrayList<>();
        for (String key : section.keys()) {
            boolean word = key.equals("all") || key.equals("any") || key.equals("not");
            if (word && section.isNested(key)) {
                combined(section, key, parts);
            } else {
                tag(section, key, parts);
            }
        }
        return parts;
    }

    private static void combined(ConfigSection section, String key, List<TagExpression> into) {
        List<TagExpression> parts = new ArrayList<>();
        List<ConfigSection> below = section.sections(key);
        for (ConfigSection part : below) {
            List<TagExpression> ofPart = parts(part);
            // The entries of a section written directly below any and not are alternatives, those of a list's item are
            // not.
            if (below.size() == 1 && !key.equals("all")) {
                parts.addAll(ofPart);
            } else if (!ofPart.isEmpty()) {
                parts.add(ofPart.size() == 1 ? ofPart.get(0) : new TagExpression.All(ofPart));
            }
        }
        if (parts.isEmpty()) {
            section.problem(key, "holds no condition", "write tags below it, such as tier: gold, or remove it");
            return;
        }
        into.add(
                switch (key) {
                    case "all" -> parts.size() == 1 ? parts.get(0) : new TagExpression.All(parts);
                    case "any" -> new TagExpression.Any(parts);
                    default -> new TagExpression.Not(parts.size() == 1 ? parts.get(0) : new TagExpression.Any(parts));
                });
    }

    private static void tag(ConfigSection section, String name, List<TagExpression> into) {
        List<String> values = section.texts(name);
        if (values.isEmpty() || values.stream().anyMatch(String::isBlank) || name.isBlank()) {
            section.problem(
                    name,
                    "has no value",
                    "write the values that a resource may have, or \"*\" for any, or remove the tag");
        } else if (values.contains(ANY_VALUE)) {
            into.add(new TagExpression.Present(name));
        } else {
            into.add(new TagExpression.Is(name, values));
        }
    }
}
