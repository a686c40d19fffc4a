package io.throughline.correlation.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON without spaces, in the order it is called: the text form that is the same to the byte. Members of an object
 * are written by name, numbers in their shortest form, instants as ISO 8601 in UTC. Not thread-safe.
 */
public final class JsonText {

    private final StringBuilder out = new StringBuilder(1 << 14);
    private boolean first = true;

    /** Starts an empty text. */
    public JsonText() {}

    /** Writes an object whose members the content writes. */
    public JsonText object(Runnable content) {
        return nested('{', content, '}');
    }

    /** Writes a member's name; its value must follow. */
    public JsonText name(String name) {
        comma();
        quote(name);
        out.append(':');
        first = true;
        return this;
    }

    /** Writes a text, or null. */
    public JsonText text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            quote(value);
        }
        first = false;
        return this;
    }

    /** Writes the text form of a value, or null. */
    public JsonText text(String name, @Nullable Object value) {
        return text(name, value == null ? null : value.toString());
    }

    /** Writes an instant, or null. */
    public JsonText time(String name, @Nullable Instant value) {
        return text(name, value);
    }

    /** Writes a number; one that is not finite as null or as {@link Figures#canonical} says. */
    public JsonText number(String name, double value) {
        name(name);
        out.append(Figures.canonical(value));
        first = false;
        return this;
    }

    /** Writes a whole number. */
    public JsonText number(String name, long value) {
        name(name);
        out.append(value);
        first = false;
        return this;
    }

    /** Writes a truth value. */
    public JsonText truth(String name, boolean value) {
        name(name);
        out.append(value);
        first = false;
        return this;
    }

    /** Writes a list of the text forms of values. */
    public JsonText texts(String name, Collection<?> values) {
        return list(name, values, (json, value) -> {
            json.comma();
            json.quote(value.toString());
            json.first = false;
        });
    }

    /** Writes a list whose elements the given function writes. */
    public <T> JsonText list(String name, Collection<T> values, BiConsumer<JsonText, T> element) {
        name(name);
        return nested('[', () -> values.forEach(value -> element.accept(this, value)), ']');
    }

    private JsonText nested(char open, Runnable content, char close) {
        comma();
        out.append(open);
        first = true;
        content.run();
        out.append(close);
        first = false;
        return this;
    }

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void quote(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Control characters, and halves of pairs, which alone would not survive being written as UTF-8. */
    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((c >> shift) & 0xF, 16));
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
