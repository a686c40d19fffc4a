package io.throughline.jira.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a field can have.
 *
 * @param id its id, or null if it has none
 * @param text its name, value or key: whatever Jira calls it by
 */
public record AllowedValue(@Nullable String id, @Nullable String text) {

    /** Reads the value from any of its forms: a bare text, or an object with a name or value. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AllowedValue of(Object json) {
        if (!(json instanceof Map<?, ?> members)) {
            return new AllowedValue(null, json.toString());
        }
        Object id = members.get("id");
        for (String name : new String[] {"name", "value", "key"}) {
            if (members.get(name) instanceof String text) {
                return new AllowedValue(id == null ? null : id.toString(), text);
            }
        }
        return new AllowedValue(id == null ? null : id.toString(), null);
    }

    /** Tells whether a text names this value: by id, or by its text whatever its case. */
    public boolean isNamed(String idOrText) {
        return idOrText.equals(id) || idOrText.equalsIgnoreCase(text);
    }
}
