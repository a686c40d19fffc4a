package io.throughline.azure.stream;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the activity log was read, and the operations whose beginning will not be read again though their end may be.
 *
 * @param readTo all before it was read
 * @param begun when they began, by the mark of their id
 */
record ChangesCursor(Instant readTo, SortedMap<String, Instant> begun) {

    static @Nullable ChangesCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(" ", -1);
        SortedMap<String, Instant> begun = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('=');
            begun.put(parts[i].substring(0, at), Instant.parse(parts[i].substring(at + 1)));
        }
        return new ChangesCursor(Instant.parse(parts[0]), begun);
    }

    String text() {
        StringBuilder text = new StringBuilder(readTo.toString());
        begun.forEach((mark, at) -> text.append(' ').append(mark).append('=').append(at));
        return text.toString();
    }
}
