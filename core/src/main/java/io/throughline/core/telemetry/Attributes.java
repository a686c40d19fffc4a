package io.throughline.core.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable attributes, sorted by key. Values are {@link String}, {@link Long}, {@link Double} (finite) or {@link
 * Boolean}; keys are OpenTelemetry's names where there are such, see {@link AttributeKeys}.
 */
public final class Attributes implements Comparable<Attributes> {

    private static final Attributes EMPTY = new Attributes(Collections.emptySortedMap());

    private final SortedMap<String, Object> values;

    private Attributes(SortedMap<String, Object> values) {
        this.values = values;
    }

    /** Returns attributes without any entry. */
    public static Attributes empty() {
        return EMPTY;
    }

    /** Returns attributes with one text. */
    public static Attributes of(String key, String value) {
        return builder().put(key, value).build();
    }

    /** Returns attributes with two texts. */
    public static Attributes of(String key1, String value1, String key2, String value2) {
        return builder().put(key1, value1).put(key2, value2).build();
    }

    /**
     * Returns attributes with the entries of a map.
     *
     * @throws IllegalArgumentException if a value has another type than those allowed
     */
    public static Attributes copyOf(Map<String, ?> values) {
        Builder builder = builder();
        values.forEach((key, value) -> builder.putObject(key, Objects.requireNonNull(value, key)));
        return builder.build();
    }

    /** Returns a new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with these entries. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder;
    }

    /** Returns the value as text, whatever its type. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(Object::toString);
    }

    /** Returns the value under the key. */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Tells whether there are no entries. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the number of entries. */
    public int size() {
        return values.size();
    }

    /** Calls the action for each entry, by ascending key. */
    public void forEach(BiConsumer<String, Object> action) {
        values.forEach(action);
    }

    /** Returns an unmodifiable view, by ascending key. */
    public SortedMap<String, Object> asMap() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** Orders by the text form; what reads the same but is not equal, by its entries. Consistent with equals. */
    @Override
    public int compareTo(Attributes other) {
        int order = toString().compareTo(other.toString());
        return order != 0 || equals(other) ? order : typed().compareTo(other.typed());
    }

    /** Returns a text that no other attributes have: keys and values with their lengths and types. */
    private String typed() {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(key.length())
                .append(':')
                .append(key)
                .append(value.getClass().getSimpleName())
                .append(value.toString().length())
                .append(':')
                .append(value));
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns {@code {key=value, …}} by ascending key. */
    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects entries; later ones replace earlier ones of the same key. Not thread-safe. */
    public static final class Builder {

        private final TreeMap<String, Object> values = new TreeMap<>();

        private Builder() {}

        /** Adds a text; a null is left out, as the vendor said nothing. */
        public Builder put(String key, @Nullable String value) {
            return value == null ? this : putObject(key, value);
        }

        /** Adds a whole number. */
        public Builder put(String key, long value) {
            return putObject(key, value);
        }

        /** Adds a finite number. */
        public Builder put(String key, double value) {
            return putObject(key, value);
        }

        /** Adds a truth value. */
        public Builder put(String key, boolean value) {
            return putObject(key, value);
        }

        /** Adds all entries of the other attributes. */
        public Builder putAll(Attributes other) {
            values.putAll(other.values);
            return this;
        }

        private Builder putObject(String key, Object value) {
            if (key.isBlank()) {
                throw new IllegalArgumentException("attribute key must not be blank");
            }
            Object normal = value instanceof Integer i ? Long.valueOf(i) : value;
            boolean allowed = normal instanceof String
                    || normal instanceof Long
                    || normal instanceof Boolean
                    || (normal instanceof Double d && Double.isFinite(d));
            if (!allowed) {
                throw new IllegalArgumentException("attribute '" + key
                        + "' must be a text, a whole number, a finite number or a truth value, was " + value);
            }
            values.put(key, normal);
            return this;
        }

        /** Returns the attributes collected so far. */
        public Attributes build() {
            return values.isEmpty() ? EMPTY : new Attributes(new TreeMap<>(values));
        }
    }
}
