package io.throughline.sentry.issue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search in Sentry's language, of conditions that all must hold. Whatever text a value is, it stays that one value: it
 * can be no other condition, list or wildcard. Immutable; {@link #toString()} is the search.
 *
 * <pre>{@code
 * SentrySearch.all().is("unresolved").equal("transaction", "GET /cart/*").not("level", "info")
 * }</pre>
 *
 * <p>Grammar: <a href="https://docs.sentry.io/concepts/search/">docs.sentry.io/concepts/search</a>.
 */
public final class SentrySearch {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]+|tags\\[[A-Za-z0-9_.:-]+(,(string|number))?]");
    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private final List<String> conditions;

    private SentrySearch(List<String> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /** Returns a search without any condition: all issues, whatever their status. */
    public static SentrySearch all() {
        return new SentrySearch(List.of());
    }

    /** Adds a state: {@code unresolved}, {@code resolved}, {@code archived}, {@code assigned}, {@code linked}… */
    public SentrySearch is(String state) {
        if (!WORD.matcher(state).matches()) {
            throw new IllegalArgumentException("state must be a word such as unresolved, was '" + state + "'");
        }
        return and("is:" + state);
    }

    /** Adds that a key has a value, to the letter. */
    public SentrySearch equal(String key, String value) {
        return and(key(key) + ":" + quoted(value));
    }

    /** Adds that a key does not have a value. */
    public SentrySearch not(String key, String value) {
        return and("!" + key(key) + ":" + quoted(value));
    }

    /** Adds that a key has one of some values. */
    public SentrySearch in(String key, Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of " + key + " must not be empty: nothing would be found");
        }
        return and(
                key(key) + ":" + values.stream().map(SentrySearch::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    /** Adds that a key has any value. */
    public SentrySearch has(String key) {
        return and("has:" + key(key));
    }

    /** Adds that a number, such as {@code timesSeen}, is greater. */
    public SentrySearch greater(String key, long number) {
        return and(key(key) + ":>" + number);
    }

    /** Adds that a time, such as {@code firstSeen}, is at an instant or later. */
    public SentrySearch from(String key, Instant instant) {
        return and(key(key) + ":>=" + instant);
    }

    /** Adds that a time, such as {@code lastSeen}, is before an instant. */
    public SentrySearch before(String key, Instant instant) {
        return and(key(key) + ":<" + instant);
    }

    /** Adds that title or message contain a text. */
    public SentrySearch containing(String text) {
        return and(quoted(text));
    }

    private SentrySearch and(String condition) {
        List<String> more = new ArrayList<>(conditions);
        more.add(condition);
        return new SentrySearch(more);
    }

    private static String key(String key) {
        if (!KEY.matcher(Objects.requireNonNull(key, "key")).matches()) {
            throw new IllegalArgumentException(
                    "key must be a field or tag such as level or tags[region], was '" + key + "'");
        }
        return key;
    }

    /** In quotes only the quote and the asterisk are special; the backslash escapes these two and is itself otherwise. */
    private static String quoted(String value) {
        if (value.endsWith("\\") || value.contains("\\*")) {
            throw new IllegalArgumentException(
                    "Sentry's language cannot express a backslash at the end of a value or before an asterisk, was '"
                            + value + "'; search for a part of it");
        }
        return '"' + value.replace("\"", "\\\"").replace("*", "\\*") + '"';
    }

    /** Returns the search as Sentry takes it. */
    @Override
    public String toString() {
        return String.join(" ", conditions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SentrySearch that && conditions.equals(that.conditions);
    }

    @Override
    public int hashCode() {
        return conditions.hashCode();
    }
}
