package io.throughline.azure.alerts;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fires on entries of the activity log.
 *
 * @param id ARM id
 * @param name the name
 * @param enabled whether it is in force
 * @param description what it is for, or null
 * @param scopes ARM ids below which entries count
 * @param conditions all of which must hold
 * @param actionGroups ARM ids of who is told
 * @param tags the tags
 */
public record ActivityLogAlertRule(
        String id,
        String name,
        boolean enabled,
        @Nullable String description,
        List<String> scopes,
        List<Condition> conditions,
        List<String> actionGroups,
        SortedMap<String, String> tags) {

    public ActivityLogAlertRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        scopes = List.copyOf(scopes);
        conditions = List.copyOf(conditions);
        actionGroups = List.copyOf(actionGroups);
    }

    /**
     * A condition on one field of an entry; holds if any of its values fits.
     *
     * @param field the field's path: {@code category}, {@code operationName}, {@code properties.incidentType}; empty if
     *     the condition only consists of {@code anyOf}
     * @param values texts that the field may equal
     * @param containing texts one of which the field, a list, must contain
     * @param anyOf conditions one of which must hold
     */
    public record Condition(String field, List<String> values, List<String> containing, List<Condition> anyOf) {

        public Condition {
            values = List.copyOf(values);
            containing = List.copyOf(containing);
            anyOf = List.copyOf(anyOf);
        }
    }
}
