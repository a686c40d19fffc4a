package io.throughline.jira.project;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.site.JiraField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field on a screen: that of creating an issue, of editing it, or of a transition.
 *
 * @param fieldId the id under which issues carry it, or null where a map tells it
 * @param name the name for people
 * @param required whether it must be set, or null if the vendor does not say
 * @param hasDefaultValue whether Jira sets it if nobody does, or null if the vendor does not say
 * @param schema what its values are, or null if the vendor does not say
 * @param operations what can be done with it: {@code set}, {@code add}, {@code remove}
 * @param allowedValues the values it can have; empty if any, or if the vendor does not say
 */
public record FieldMetadata(
        @JsonAlias("key") @Nullable String fieldId,
        @Nullable String name,
        @Nullable Boolean required,
        @Nullable Boolean hasDefaultValue,
        JiraField.@Nullable Schema schema,
        List<String> operations,
        List<AllowedValue> allowedValues) {

    public FieldMetadata {
        operations = WithoutNulls.of(operations);
        allowedValues = WithoutNulls.of(allowedValues);
    }

    /** Tells whether somebody must set it: it is required, and Jira has no value of its own for it. */
    public boolean mustBeSet() {
        return Boolean.TRUE.equals(required) && !Boolean.TRUE.equals(hasDefaultValue);
    }

    /** Returns the same with an id. */
    public FieldMetadata withId(String id) {
        return new FieldMetadata(id, name, required, hasDefaultValue, schema, operations, allowedValues);
    }
}
