package io.throughline.jira.stream;

import io.throughline.core.http.Timestamps;
import io.throughline.core.source.Pseudonyms;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of any field as a text; people become pseudonyms. */
final class FieldText {

    /** A time with milliseconds and an offset without a colon, as Jira writes them; dates stay as they are. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?[+-]\\d{2}:?\\d{2}");

    /** Older servers write a sprint as the text form of an object. */
    private static final Pattern OLD_SPRINT = Pattern.compile("[\\[,]name=([^,\\]]*)");

    private static final int LONGEST = 1_000;

    private final @Nullable Pseudonyms pseudonyms;

    FieldText(@Nullable Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** Returns the value; empty if there is none, or nothing of it is for people. */
    String of(@Nullable Object value) {
        String text = raw(value).strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** Returns a sprint's name. */
    String sprint(@Nullable Object value) {
        if (value instanceof String text) {
            Matcher name = OLD_SPRINT.matcher(text);
            return name.find() ? name.group(1).strip() : "";
        }
        return of(value);
    }

    private String raw(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(this::raw).filter(text -> !text.isBlank()).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value == null ? "" : time(value.toString());
    }

    private String map(Map<?, ?> map) {
        if ("doc".equals(map.get("type")) && map.get("content") instanceof List<?> content) {
            return document(content);
        }
        Object person = map.containsKey("accountId") ? map.get("accountId") : null;
        if (person == null && map.containsKey("emailAddress")) {
            person = map.get("name"); // a user of Data Center
        }
        if (person != null || map.containsKey("accountType")) {
            return pseudonyms == null || person == null ? "" : pseudonyms.of(person.toString());
        }
        for (String member : List.of("value", "name", "key", "title")) {
            if (map.get(member) instanceof String text && !text.isBlank()) {
                // A choice within a choice carries the inner one as its child.
                String child = raw(map.get("child"));
                return child.isBlank() ? text : text + " / " + child;
            }
        }
        return "";
    }

    /** The texts of a document in order; who is mentioned is left out. */
    private static String document(List<?> content) {
        StringBuilder text = new StringBuilder();
        for (Object node : content) {
            if (node instanceof Map<?, ?> map) {
                if ("text".equals(map.get("type")) && map.get("text") instanceof String part) {
                    text.append(part);
                } else if (map.get("content") instanceof List<?> inner) {
                    text.append(document(inner)).append(' ');
                }
            }
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    private static String time(String text) {
        if (!TIME.matcher(text).matches()) {
            return text;
        }
        try {
            return Timestamps.parse(text).toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
