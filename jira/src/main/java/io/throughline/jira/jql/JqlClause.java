package io.throughline.jira.jql;

import java.time.Duration;
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
    public static JqlClause equal(JqlName field, String value) {
        return compare(field, "=", value);
    }

    /** Returns the condition that a field has another value; issues without any value are not found by it. */
    public static JqlClause notEqual(JqlName field, String value) {
        return compare(field, "!=", value);
    }

    /**
     * Returns the condition that a field has one of several values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static JqlClause in(JqlName field, Collection<String> values) {
        requireText(field);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of '" + field.clauseName() + " in' must not be empty");
        }
        return new JqlClause(field.clauseName() + " in ("
                + values.stream().map(JqlText::quote).collect(Collectors.joining(", ")) + ")");
    }

    /**
     * Returns the condition that a field has none of several values; issues without any value are not found by it.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static JqlClause notIn(JqlName field, Collection<String> values) {
        requireText(field);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of '" + field.clauseName() + " not in' must not be empty");
        }
        return new JqlClause(field.clauseName() + " not in ("
                + values.stream().map(JqlText::quote).collect(Collectors.joining(", ")) + ")");
    }

    /** Returns the condition that a field has the value of a function, or one of its values. */
    public static JqlClause equal(JqlName field, JqlFunction function) {
        if (field.isDate() || function.isDate() || field.isText()) {
            throw new IllegalArgumentException(field.clauseName() + " cannot be compared with " + function);
        }
        return new JqlClause(field.clauseName() + (function.isMany() ? " in " : " = ") + function);
    }

    /**
     * Returns the condition that a text holds a phrase: its words in their order. Signs mean nothing but themselves; Jira
     * looks for words, so signs between them are not compared.
     *
     * @throws IllegalArgumentException if the phrase is blank or the field is no text
     */
    public static JqlClause contains(JqlName field, String phrase) {
        if (!field.isText()) {
            throw new IllegalArgumentException(field.clauseName() + " is no text: compare it with equal");
        }
        if (phrase.isBlank()) {
            throw new IllegalArgumentException("a phrase must not be blank");
        }
        return new JqlClause(field.clauseName() + " ~ " + JqlText.quote(JqlText.phrase(phrase)));
    }

    /** Returns the condition that a time is at or after the time of a function. */
    public static JqlClause atOrAfter(JqlName field, JqlFunction function) {
        return compareTime(field, ">=", function);
    }

    /** Returns the condition that a time is before the time of a function. */
    public static JqlClause before(JqlName field, JqlFunction function) {
        return compareTime(field, "<", function);
    }

    /**
     * Returns the condition that a time is not longer ago than a duration, by Jira's clock.
     *
     * @param age at least a minute; parts of minutes are rounded up
     */
    public static JqlClause withinLast(JqlName field, Duration age) {
        requireDate(field);
        long minutes = age.plusSeconds(59).plusNanos(999_999_999).toMinutes();
        if (minutes < 1) {
            throw new IllegalArgumentException("an age must be positive, was " + age);
        }
        return new JqlClause(field.clauseName() + " >= \"-" + minutes + "m\"");
    }

    /** Returns the condition that a field has a value. */
    public static JqlClause isNotEmpty(JqlName field) {
        return new JqlClause(field.clauseName() + " is not EMPTY");
    }

    /** Returns the condition that another does not hold. */
    public static JqlClause not(JqlClause clause) {
        return new JqlClause("NOT (" + clause.text + ")");
    }

    /** Returns the condition that several hold, all of them. */
    public static JqlClause all(JqlClause... clauses) {
        return joined(" AND ", clauses);
    }

    /** Returns the condition that a field has no value. */
    public static JqlClause isEmpty(JqlName field) {
        return new JqlClause(field.clauseName() + " is EMPTY");
    }

    /**
     * Returns the condition that a time is at or after a minute.
     *
     * @param minute in the zone of the caller's Jira profile; seconds are cut
     */
    public static JqlClause atOrAfter(JqlName field, LocalDateTime minute) {
        return compareTime(field, ">=", minute);
    }

    /** Returns the condition that a time is at or before the beginning of a minute in the zone of the caller's profile. */
    public static JqlClause atOrBefore(JqlName field, LocalDateTime minute) {
        return compareTime(field, "<=", minute);
    }

    /** Returns the condition that a time is before the beginning of a minute in the zone of the caller's profile. */
    public static JqlClause before(JqlName field, LocalDateTime minute) {
        return compareTime(field, "<", minute);
    }

    /** Returns the condition that at least one of several holds. */
    public static JqlClause any(JqlClause... clauses) {
        return joined(" OR ", clauses);
    }

    private static JqlClause joined(String word, JqlClause... clauses) {
        if (clauses.length == 0) {
            throw new IllegalArgumentException("clauses must not be empty");
        }
        return new JqlClause(
                Arrays.stream(clauses).map(clause -> clause.text).collect(Collectors.joining(word, "(", ")")));
    }

    private static JqlClause compareTime(JqlName field, String operator, JqlFunction function) {
        requireDate(field);
        if (!function.isDate()) {
            throw new IllegalArgumentException(function + " is no time");
        }
        return new JqlClause(field.clauseName() + " " + operator + " " + function);
    }

    private static JqlClause compare(JqlName field, String operator, String value) {
        requireText(field);
        return new JqlClause(
                field.clauseName() + " " + operator + " " + JqlText.quote(Objects.requireNonNull(value, "value")));
    }

    private static JqlClause compareTime(JqlName field, String operator, LocalDateTime minute) {
        requireDate(field);
        if (minute.getYear() < 1 || minute.getYear() > 9999) {
            throw new IllegalArgumentException("year must be in [1, 9999], was " + minute.getYear());
        }
        return new JqlClause(field.clauseName() + " " + operator + " " + JqlText.quote(MINUTE.format(minute)));
    }

    private static void requireDate(JqlName field) {
        if (!field.isDate()) {
            throw new IllegalArgumentException(field.clauseName() + " is no time");
        }
    }

    private static void requireText(JqlName field) {
        if (field.isDate()) {
            throw new IllegalArgumentException(field.clauseName() + " is a time: compare it with atOrAfter or before");
        }
        if (field.isText()) {
            throw new IllegalArgumentException(field.clauseName() + " is a text: search it with contains");
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
