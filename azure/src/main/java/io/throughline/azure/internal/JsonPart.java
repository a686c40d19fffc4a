package io.throughline.azure.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.Timestamps;
import io.throughline.core.http.UnreadableItem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, which knows where in it it lies, to say so if it cannot be read. What is not there, null, blank or
 * of another form than asked for is null; unknown members are passed over. Immutable.
 */
public final class JsonPart {

    private final JsonNode node;
    private final String pointer;
    private final Fault fault;

    private JsonPart(JsonNode node, String pointer, Fault fault) {
        this.node = node;
        this.pointer = pointer;
        this.fault = fault;
    }

    /** Makes the exception for something that cannot be read. */
    @FunctionalInterface
    public interface Fault {

        /** Returns the exception; pointer and expectation are told in it. */
        RuntimeException of(String pointer, String expected, @Nullable Throwable cause);
    }

    /** Returns a whole answer. */
    public static JsonPart whole(JsonNode node, Fault fault) {
        return new JsonPart(node, "", fault);
    }

    /**
     * Reads this as an item of a list.
     *
     * @param taker takes it if it cannot be read, or null if it then fails as any other part
     * @return what it was read as; empty if it was taken
     */
    public <T> Optional<T> read(
            String operation, Function<JsonPart, T> reader, @Nullable Consumer<UnreadableItem> taker) {
        try {
            return Optional.of(reader.apply(this));
        } catch (MalformedResponseException | IllegalArgumentException | NullPointerException e) {
            if (taker == null) {
                throw e;
            }
            String words = e instanceof MalformedResponseException malformed
                    ? relative(malformed.pointer()) + ": " + malformed.expected()
                    : String.valueOf(e.getMessage());
            taker.accept(UnreadableItem.of(operation, pointer, node.toString(), words));
            return Optional.empty();
        }
    }

    private String relative(String place) {
        return place.startsWith(pointer + "/") ? place.substring(pointer.length() + 1) : place;
    }

    /** Returns a member; one that is not there has nothing in it. */
    public JsonPart part(String name) {
        return new JsonPart(node.path(name), pointer + "/" + name, fault);
    }

    /** Returns the elements of a list; none if it is no list. */
    public List<JsonPart> parts(String name) {
        List<JsonPart> parts = new ArrayList<>();
        JsonNode list = node.path(name);
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            parts.add(new JsonPart(list.get(i), pointer + "/" + name + "/" + i, fault));
        }
        return parts;
    }

    /** Tells whether there is anything here. */
    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Tells whether this is an object. */
    public boolean isObject() {
        return node.isObject();
    }

    /** Tells whether there is a member of this name, whatever it holds. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** Returns a text, or a number or truth value as text. */
    public @Nullable String text(String name) {
        JsonNode value = node.path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.isBlank() ? null : text;
    }

    /** Returns a text, or another one where there is none. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Returns a text that must be there. */
    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw fault.of(pointer + "/" + name, "a text", null);
        }
        return text;
    }

    /** Returns a text that may be written plainly or as {@code {"value":…,"localizedValue":…}}. */
    public @Nullable String localizable(String name) {
        return node.path(name).isObject() ? part(name).text("value") : text(name);
    }

    /** Returns a time. */
    public @Nullable Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw fault.of(pointer + "/" + name, "a time, was '" + text + "'", e);
        }
    }

    /** Returns a time, or null where it cannot be read: for what only adorns. */
    public @Nullable Instant instantIfAny(String name) {
        String text = text(name);
        try {
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns a time that must be there. */
    public Instant requiredInstant(String name) {
        Instant at = instant(name);
        if (at == null) {
            throw fault.of(pointer + "/" + name, "a time", null);
        }
        return at;
    }

    /** Returns a number, also one written as text; null if it is none. */
    public @Nullable BigDecimal decimal(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = text(name);
        try {
            return text == null ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns a count; null if it is none. */
    public @Nullable Long whole(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    /** Tells whether a truth value holds; one that is not there does not. */
    public boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    /** Returns the texts of a list; what is no text is left out. */
    public List<String> strings(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node.path(name)) {
            if (item.isTextual() && !item.asText().isBlank()) {
                texts.add(item.asText());
            }
        }
        return List.copyOf(texts);
    }

    /** Returns the members of an object as texts; those that are objects or lists as JSON. */
    public SortedMap<String, String> texts(String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        node.path(name).properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!value.isNull()) {
                texts.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return Collections.unmodifiableSortedMap(texts);
    }

    /**
     * Returns all of it as unmodifiable maps, lists, texts, {@link Long}s, {@link BigDecimal}s and {@link Boolean}s; a
     * member that is null is left out, in a list it stays. Empty if this is no object.
     */
    public Map<String, Object> tree() {
        return members(node);
    }

    /** Returns an element of a list of scalars or trees, or null. */
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        node.forEach(item -> values.add(plain(item)));
        return Collections.unmodifiableList(values);
    }

    /** Returns the exception for this part. */
    public RuntimeException fault(String expected) {
        return fault.of(pointer, expected, null);
    }

    private static Map<String, Object> members(JsonNode object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            Object value = plain(member.getValue());
            if (value != null) {
                members.put(member.getKey(), value);
            }
        });
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isObject()) {
            return members(value);
        }
        if (value.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(item)));
            return Collections.unmodifiableList(items);
        }
        if (value.isNumber()) {
            return value.canConvertToLong() && value.isIntegralNumber()
                    ? (Object) value.longValue()
                    : value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNull() ? null : value.asText();
    }
}
