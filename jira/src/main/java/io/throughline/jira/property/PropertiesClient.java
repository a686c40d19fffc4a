package io.throughline.jira.property;

import io.throughline.core.http.NotFoundException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.WithoutNulls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issue properties: JSON of programs, kept with an issue. Everybody who sees the issue can read them, so they must hold no
 * secrets; JQL finds them only if an installed app had them indexed. Immutable and thread-safe.
 */
public final class PropertiesClient {

    /** The longest key: {@value} characters. */
    public static final int LONGEST_KEY = 255;

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#properties} has one. */
    public PropertiesClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns the keys of an issue's properties. */
    public List<String> listKeys(String issueIdOrKey) {
        return WithoutNulls.of(
                        calls.get("list properties of issue " + issueIdOrKey, "/issue/{}/properties", issueIdOrKey)
                                .fetch(Keys.class)
                                .keys())
                .stream()
                .map(Key::key)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns a property as texts, numbers, truth values, lists and maps; empty if there is none. */
    public Optional<Object> find(String issueIdOrKey, String key) {
        try {
            return Optional.ofNullable(calls.get(
                            "get property " + key + " of issue " + issueIdOrKey,
                            "/issue/{}/properties/{}",
                            issueIdOrKey,
                            requireKey(key))
                    .fetch(Property.class)
                    .value());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Sets a property, whether or not there is one.
     *
     * @param value JSON as maps, lists, texts, numbers and truth values; at most 32,768 characters of it
     */
    public void put(String issueIdOrKey, String key, Object value) {
        calls.put(
                        "set property " + key + " of issue " + issueIdOrKey,
                        "/issue/{}/properties/{}",
                        issueIdOrKey,
                        requireKey(key))
                .json(Objects.requireNonNull(value, "value"))
                .send();
    }

    /** Removes a property; nothing happens if there is none. */
    public void delete(String issueIdOrKey, String key) {
        try {
            calls.delete(
                            "delete property " + key + " of issue " + issueIdOrKey,
                            "/issue/{}/properties/{}",
                            issueIdOrKey,
                            requireKey(key))
                    .send();
        } catch (NotFoundException e) {
            // What should be gone is gone.
        }
    }

    private static String requireKey(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "key must have 1 to " + LONGEST_KEY + " characters, had " + key.length());
        }
        return key;
    }

    private record Keys(@Nullable List<Key> keys) {}

    private record Key(@Nullable String key) {}

    private record Property(@Nullable Object value) {}
}
