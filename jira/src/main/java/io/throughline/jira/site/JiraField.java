package io.throughline.jira.site;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that issues can have.
 *
 * @param id the id under which issues carry it: {@code summary}, {@code customfield_10010}
 * @param key the same on Cloud, or null
 * @param name the name for people; not unique
 * @param custom whether the site added it, or null if the vendor does not say
 * @param schema what its values are, or null if the vendor does not say
 * @param clauseNames how JQL names it
 */
public record JiraField(
        String id,
        @Nullable String key,
        @Nullable String name,
        @Nullable Boolean custom,
        @Nullable Schema schema,
        List<String> clauseNames) {

    public JiraField {
        Objects.requireNonNull(id, "id");
        clauseNames = clauseNames == null
                ? List.of()
                : clauseNames.stream().filter(Objects::nonNull).toList();
    }

    /**
     * What a field's values are.
     *
     * @param type {@code string}, {@code array}, {@code datetime}…
     * @param items the type within an array
     * @param custom the custom type's key
     * @param system the system field's name
     */
    public record Schema(
            @Nullable String type,
            @Nullable String items,
            @Nullable String custom,
            @Nullable String system) {}
}
