package io.throughline.core.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Immutable HTTP header fields. Names compare without case; values keep their order. */
public final class Headers {

    private static final Headers EMPTY = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final NavigableMap<String, List<String>> fields;

    private Headers(NavigableMap<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Returns no fields. */
    public static Headers empty() {
        return EMPTY;
    }

    /** Returns one field. */
    public static Headers of(String name, String value) {
        return copyOf(Map.of(name, List.of(value)));
    }

    /** Returns the fields of a map; names that differ only in case are one field. */
    public static Headers copyOf(Map<String, ? extends Collection<String>> fields) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return new Headers(copy);
    }

    /** Returns these fields with one more value. */
    public Headers with(String name, String value) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        List<String> values = new ArrayList<>(copy.getOrDefault(name, List.of()));
        values.add(value);
        copy.put(name, List.copyOf(values));
        return new Headers(copy);
    }

    /** Returns the first value of a field. */
    public Optional<String> first(String name) {
        List<String> values = fields.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Returns the first value of a field if it is a whole number. */
    public OptionalLong number(String name) {
        Optional<String> text = first(name).map(String::strip);
        try {
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Returns all values of a field, in order. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Returns the names, sorted without case. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Returns the names only: values may hold credentials. */
    @Override
    public String toString() {
        return "Headers" + fields.keySet();
    }
}
