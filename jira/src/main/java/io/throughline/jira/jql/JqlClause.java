package io.throughline.jira.jql;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a query. Immutable. Values are always quoted, so that each call makes one condition whatever the value
 * holds.
 */
public final class JqlClause {

    /** Minutes are the finest that the language has. */
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final String text;

    private JqlClause(String text) {
        this.text = text;
    }

    /** Returns the condition that a field has a value. */
    public static JqlClause equal(JqlField field, String value) {
        return compare(field, "=", value);
    }

    /** Returns the condition that a field has another value; issues without any value are not found by it. */
    public static JqlClause notEqual(JqlField field, String value) {
        return compare(field, "!=", value);
    }

    /**
     * Returns the condition that a field has one of several values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static JqlClause in(JqlField field, Collection<String> values) {
        requireText(field);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of '" + field.clauseName() + " in' must not be empty");
        }
        return new JqlClause(field.clauseName() + " in ("
                + values.stream().map(JqlText::quote).collect(Collectors.joining(", ")) + ")");
    }

    /** Returns the condition that a field has no value. */
    public static JqlClause isEmpty(JqlField field) {
        return new JqlClause(field.clauseName() + " is EMPTY");
    }

    /**
     * Returns the condition that a time is at or after a minute.
     *
     * @param minute in the zone of the caller's Jira profile; seconds are cut
     */
    public static JqlClause atOrAfter(JqlField field, LocalDateTime minute) {
        return compareTime(field, ">=", minute);
    }

    /** Returns the condition that a time is at or before the beginning of a minute in the zone of the caller's profile. */
    public static JqlClause atOrBefore(JqlField field, LocalDateTime minute) {
        return compareTime(field, "<=", minute);
    }

    /** Returns the condition that a time is before the beginning of a minute in the zone of the caller's profile. */
    public static JqlClause before(JqlField field, LocalDateTime minute) {
        return compareTime(field, "<", minute);
    }

    /** Returns the condition that at least one of several holds. */
    public static JqlClause any(JqlClause... clauses) {
        if (clauses.length == 0) {
            throw new IllegalArgumentException("clauses must not be empty");
        }
        return new JqlClause(
                Arrays.stream(clauses).map(clause -> clause.text).collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static JqlClause compare(JqlField field, String operator, String value) {
        requireText(field);
        return new JqlClause(
                field.clauseName() + " " + operator + " " + JqlText.quote(Objects.requireNonNull(value, "value")));
    }

    private static JqlClause compareTime(JqlField field, String operator, LocalDateTime minute) {
        if (!field.isDate()) {
            throw new IllegalArgumentException(field.clauseName() + " is no time");
        }
        if (minute.getYear() < 1 || minute.getYear() > 9999) {
            throw new IllegalArgumentException("year must be in [1, 9999], was " + minute.getYear());
        }
        return new JqlClause(field.clauseName() + " " + operator + " " + JqlText.quote(MINUTE.format(minute)));
    }

    private static void requireText(JqlField field) {
        if (field.isDate()) {
            throw new IllegalArgumentException(field.clauseName() + " is a time: compare it with atOrAfter or before");
        }
    }

    /** Returns the condition in the language. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JqlClause that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
