package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.throughline.jira.internal.JiraTime;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.site.JiraUser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change of an issue, which may touch several fields.
 *
 * @param id the id of the change
 * @param author who made it, or null if unknown
 * @param created when, UTC, or null if the vendor does not say
 * @param items what changed
 */
public record JiraChange(
        @Nullable String id,
        @Nullable JiraUser author,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant created,
        List<Item> items) {

    public JiraChange {
        items = WithoutNulls.of(items);
    }

    /** Returns the same with only the items about some fields; all of them if none is named. */
    JiraChange about(Set<String> fieldIds) {
        return fieldIds.isEmpty()
                ? this
                : new JiraChange(
                        id,
                        author,
                        created,
                        items.stream()
                                .filter(item -> fieldIds.stream().anyMatch(item::isAbout))
                                .toList());
    }

    /**
     * The change of one field.
     *
     * @param field the field's name, translated on some sites
     * @param fieldId the field's id, or null on older servers
     * @param from the earlier value's id
     * @param fromText the earlier value for people
     * @param to the later value's id
     * @param toText the later value for people
     */
    public record Item(
            @Nullable String field,
            @Nullable String fieldId,
            @Nullable String from,
            @JsonProperty("fromString") @Nullable String fromText,
            @Nullable String to,
            @JsonProperty("toString") @Nullable String toText) {

        /** Tells whether the item is about the field with this id, by id where Jira gives it, else by name. */
        public boolean isAbout(String id) {
            return id.equals(fieldId == null ? field : fieldId);
        }

        /** Returns the field only: the values can name people. */
        @Override
        public String toString() {
            return "Item[" + (fieldId == null ? field : fieldId) + "]";
        }
    }
}
