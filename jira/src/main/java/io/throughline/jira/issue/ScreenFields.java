package io.throughline.jira.issue;

import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.site.JiraField;
import io.throughline.jira.site.SiteClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a screen, found by name. Names are not unique, not even on one screen. */
final class ScreenFields {

    private final String screen;
    private final List<FieldMetadata> fields;
    private final SiteClient site;

    /**
     * Creates fields.
     *
     * @param screen which screen, for messages: {@code the screen that creates Incident in OPS}
     */
    ScreenFields(String screen, List<FieldMetadata> fields, SiteClient site) {
        this.screen = screen;
        this.fields = fields;
        this.site = site;
    }

    /** Returns the JSON of values by the ids of the fields that their names stand for. */
    Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> byName, FieldValues values) {
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        byName.forEach((name, value) -> {
            FieldMetadata field = find(name).orElseThrow(() -> absent(name));
            String id = String.valueOf(field.fieldId());
            if (resolved.containsKey(id)) {
                throw new UnresolvedNameException("find field", "field " + id + " is set by two names; set it once");
            }
            resolved.put(id, value == null ? null : values.json(field.schema(), value));
        });
        return resolved;
    }

    /**
     * Returns the field with a name, or with an id for those who know it.
     *
     * @throws UnresolvedNameException if several have the name
     */
    Optional<FieldMetadata> find(String name) {
        List<FieldMetadata> named = fields.stream()
                .filter(field -> name.equalsIgnoreCase(field.name()) || name.equals(field.fieldId()))
                .toList();
        List<FieldMetadata> exact =
                named.stream().filter(field -> name.equals(field.name())).toList();
        List<FieldMetadata> best = exact.isEmpty() ? named : exact;
        if (best.size() > 1) {
            throw new UnresolvedNameException(
                    "find field",
                    "several fields on " + screen + " are called '" + name + "': set it by id, one of "
                            + best.stream().map(FieldMetadata::fieldId).toList());
        }
        return best.stream().findFirst();
    }

    private UnresolvedNameException absent(String name) {
        List<String> elsewhere =
                site.findFields(name).stream().map(JiraField::id).toList();
        return new UnresolvedNameException(
                "find field",
                elsewhere.isEmpty()
                        ? "the site has no field called '" + name + "'; " + screen + " has " + names()
                        : "field '" + name + "' (" + String.join(", ", elsewhere) + ") is not on " + screen
                                + ": add it to that screen, or leave it out");
    }

    private List<String> names() {
        return fields.stream()
                .map(field -> String.valueOf(field.name()))
                .sorted()
                .toList();
    }
}
