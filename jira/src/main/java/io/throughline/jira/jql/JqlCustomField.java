package io.throughline.jira.jql;

import java.util.Objects;

/**
 * A field that a site added. Named by its number, since names are neither unique nor stable.
 *
 * @param id the number in {@code customfield_10010}, positive
 * @param kind what its values are
 */
public record JqlCustomField(long id, Kind kind) implements JqlName {

    public JqlCustomField {
        Objects.requireNonNull(kind, "kind");
        if (id < 1) {
            throw new IllegalArgumentException("a custom field's number must be positive, was " + id);
        }
    }

    /** What the values of a custom field are. */
    public enum Kind {
        /** One of several, a user, a number and all else that is compared as a whole. */
        VALUE,
        /** Prose, which is searched by words. */
        TEXT,
        /** A day or a time. */
        DATE
    }

    @Override
    public String clauseName() {
        return "cf[" + id + "]";
    }

    @Override
    public boolean isDate() {
        return kind == Kind.DATE;
    }

    @Override
    public boolean isText() {
        return kind == Kind.TEXT;
    }
}
