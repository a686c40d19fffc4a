package io.throughline.jira.issue;

import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.project.FieldMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that an issue's workflow allows now. Ids and names differ between projects and change: choose by where it leads.
 *
 * @param id the id, as text
 * @param name the name of the step
 * @param to the status it leads to
 * @param hasScreen whether it has a screen with fields, or null if the vendor does not say
 * @param isAvailable whether it can be taken now, or null if the vendor does not say
 * @param isConditional whether it depends on conditions, or null if the vendor does not say
 * @param fields the fields of its screen by id
 */
public record JiraTransition(
        String id,
        @Nullable String name,
        @Nullable JiraStatus to,
        @Nullable Boolean hasScreen,
        @Nullable Boolean isAvailable,
        @Nullable Boolean isConditional,
        Map<String, FieldMetadata> fields) {

    public JiraTransition {
        Objects.requireNonNull(id, "id");
        Map<String, FieldMetadata> named = new LinkedHashMap<>();
        WithoutNulls.of(fields).forEach((field, metadata) -> named.put(field, metadata.withId(field)));
        fields = WithoutNulls.of(named);
    }

    /** Returns what the status it leads to means, where Jira says so. */
    public Optional<StatusCategory> category() {
        return StatusCategory.of(to);
    }

    /** Returns the fields that must be set when it is taken. */
    public List<FieldMetadata> requiredFields() {
        return fields.values().stream().filter(FieldMetadata::mustBeSet).toList();
    }
}
