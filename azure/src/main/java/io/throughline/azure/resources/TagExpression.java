package io.throughline.azure.resources;

import io.throughline.azure.logs.Kql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on tags. Names and values compare without case, and white space around a value counts for nothing; a tag
 * with an empty value counts as none. The same in Java and in the query: {@link #matches} and {@link #condition} agree.
 */
public sealed interface TagExpression {

    /** Returns what holds for every resource. */
    static TagExpression anything() {
        return new All(List.of());
    }

    /**
     * Tells whether it holds.
     *
     * @param tags returns the value of a tag, whose name it is given in lower case, or null
     */
    boolean matches(Function<String, @Nullable String> tags);

    /**
     * Returns it as a condition of the query language.
     *
     * @param column returns the expression for the value of a tag, in lower case and without white space around it; it is
     *     given the tag's name in lower case
     */
    String condition(Function<String, String> column);

    /** Adds the names of the tags it asks for, in lower case. */
    void collectNames(SortedSet<String> into);

    /** Returns the names of the tags it asks for, in lower case. */
    default SortedSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        collectNames(names);
        return names;
    }

    /** Tells whether it holds for everything because it asks for nothing. */
    default boolean isEmpty() {
        return equals(anything());
    }

    /**
     * Holds if all of the parts do; without any part it always holds.
     *
     * @param parts the parts
     */
    record All(List<TagExpression> parts) implements TagExpression {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Function<String, @Nullable String> tags) {
            return parts.stream().allMatch(part -> part.matches(tags));
        }

        @Override
        public String condition(Function<String, String> column) {
            return parts.isEmpty() ? "true" : joined(parts, " and ", column);
        }

        @Override
        public void collectNames(SortedSet<String> into) {
            parts.forEach(part -> part.collectNames(into));
        }

        @Override
        public String toString() {
            return parts.isEmpty() ? "anything" : text(parts, " and ");
        }
    }

    /**
     * Holds if one of the parts does.
     *
     * @param parts the parts, not empty
     */
    record Any(List<TagExpression> parts) implements TagExpression {
        public Any {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("one of nothing never holds");
            }
        }

        @Override
        public boolean matches(Function<String, @Nullable String> tags) {
            return parts.stream().anyMatch(part -> part.matches(tags));
        }

        @Override
        public String condition(Function<String, String> column) {
            return joined(parts, " or ", column);
        }

        @Override
        public void collectNames(SortedSet<String> into) {
            parts.forEach(part -> part.collectNames(into));
        }

        @Override
        public String toString() {
            return text(parts, " or ");
        }
    }

    /**
     * Holds if the other does not.
     *
     * @param other what must not hold
     */
    record Not(TagExpression other) implements TagExpression {
        public Not {
            Objects.requireNonNull(other, "other");
        }

        @Override
        public boolean matches(Function<String, @Nullable String> tags) {
            return !other.matches(tags);
        }

        @Override
        public String condition(Function<String, String> column) {
            return "not(" + other.condition(column) + ")";
        }

        @Override
        public void collectNames(SortedSet<String> into) {
            other.collectNames(into);
        }

        @Override
        public String toString() {
            return "not " + other;
        }
    }

    /**
     * Holds if the tag is there, with any value.
     *
     * @param name the tag's name
     */
    record Present(String name) implements TagExpression {
        public Present {
            name = named(name);
        }

        @Override
        public boolean matches(Function<String, @Nullable String> tags) {
            return !normal(tags.apply(name)).isEmpty();
        }

        @Override
        public String condition(Function<String, String> column) {
            return "isnotempty(" + column.apply(name) + ")";
        }

        @Override
        public void collectNames(SortedSet<String> into) {
            into.add(name);
        }

        @Override
        public String toString() {
            return name + " present";
        }
    }

    /**
     * Holds if the tag has one of the values.
     *
     * @param name the tag's name
     * @param values the values, not empty, none of them blank
     */
    record Is(String name, List<String> values) implements TagExpression {
        public Is {
            name = named(name);
            List<String> wanted = new ArrayList<>();
            for (String value : values) {
                wanted.add(normal(value));
            }
            if (wanted.isEmpty() || wanted.contains("")) {
                throw new IllegalArgumentException("tag " + name + " needs values that are not blank");
            }
            values = List.copyOf(wanted);
        }

        @Override
        public boolean matches(Function<String, @Nullable String> tags) {
            return values.contains(normal(tags.apply(name)));
        }

        @Override
        public String condition(Function<String, String> column) {
            return column.apply(name) + Kql.format(" in {}", values);
        }

        @Override
        public void collectNames(SortedSet<String> into) {
            into.add(name);
        }

        @Override
        public String toString() {
            return name + (values.size() == 1 ? "=" + values.get(0) : " in " + values);
        }
    }

    /** Returns a value as it is compared. */
    static String normal(@Nullable String value) {
        return value == null
                ? ""
                : value.toLowerCase(Locale.ROOT).replaceAll("^[\\t\\n\\f\\r ]+|[\\t\\n\\f\\r ]+$", "");
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tag's name must not be blank");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static String joined(List<TagExpression> parts, String word, Function<String, String> column) {
        return parts.stream().map(part -> part.condition(column)).collect(Collectors.joining(word, "(", ")"));
    }

    private static String text(List<TagExpression> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof All || part instanceof Any ? "(" + part + ")" : part.toString())
                .collect(Collectors.joining(word));
    }
}
