package io.throughline.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be told of JSON that cannot be read: names, times and grades; of all else only what kind of value it is. */
final class Unread {

    private static final List<String> IDS = List.of("id", "key", "shortId", "slug", "version", "name", "pullRequestId");
    private static final List<String> TIMES = List.of(
            "lastSeen",
            "updated",
            "updateDate",
            "lastModifiedDateTime",
            "dateCreated",
            "created",
            "creationDate",
            "date",
            "dateReleased",
            "dateStarted",
            "firstSeen",
            "startDateTime",
            "eventTimestamp",
            "reportedTime",
            "lastUpdateTime",
            "releaseDate");
    private static final List<String> HOLDERS = List.of("fields", "properties", "essentials");
    private static final Pattern SHOWN =
            Pattern.compile("(?i)id|key|shortId|slug|version|status|state|type|level|severity|count|.*(date|time|seen)|"
                    + "date.*|created|updated");
    private static final Pattern TELLING = Pattern.compile("[\\w.:/+-]{1,120}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|([0-9a-fA-F]{0,4}:){3,}.*");
    private static final Pattern QUOTED = Pattern.compile("[\"'][^\"']*[\"']");
    private static final int MOST_MEMBERS = 60;

    private Unread() {}

    /** Returns what the vendor calls the item, or null. */
    static @Nullable String id(JsonNode item) {
        for (String name : IDS) {
            JsonNode value = item.path(name);
            String text =
                    value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
            if (!text.isEmpty() && text.length() <= 500) {
                return text;
            }
        }
        return null;
    }

    /** Returns when the item happened or changed, as far as it tells. */
    static @Nullable Instant time(JsonNode item) {
        for (String name : TIMES) {
            JsonNode value = item.path(name);
            if (value.isTextual()) {
                try {
                    return Timestamps.parse(value.asText());
                } catch (DateTimeException e) {
                    // another member may do
                }
            }
        }
        for (String holder : HOLDERS) {
            JsonNode inner = item.path(holder);
            Instant time = inner.isObject() ? time(inner) : null;
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** Returns a failure's words as one line with the letters and digits of what they quote masked. */
    static String reason(String words) {
        return Redaction.line(QUOTED.matcher(words).replaceAll(quoted -> {
            String text = quoted.group();
            return java.util.regex.Matcher.quoteReplacement(
                    text.replaceAll("\\p{L}", "a").replaceAll("\\p{Nd}", "9"));
        }));
    }

    /** Returns the members of an item. */
    static String excerpt(JsonNode item) {
        if (!item.isObject()) {
            return kind(item);
        }
        StringJoiner members = new StringJoiner(", ", "{", "}");
        int shown = 0;
        for (Map.Entry<String, JsonNode> member : item.properties()) {
            if (shown++ == MOST_MEMBERS) {
                members.add("…");
                break;
            }
            JsonNode value = member.getValue();
            boolean nested = value.isObject() && HOLDERS.contains(member.getKey());
            members.add(Redaction.line(member.getKey()) + ": "
                    + (nested ? excerpt(value) : shows(member.getKey(), value) ? value.toString() : kind(value)));
        }
        return members.toString();
    }

    private static boolean shows(String name, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : "@";
        return SHOWN.matcher(name).matches()
                && TELLING.matcher(text).matches()
                && !ADDRESS.matcher(text).matches();
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "{" + value.size() + " members}";
            case ARRAY -> "[" + value.size() + " items]";
            case STRING -> "text of " + value.asText().length();
            case NUMBER -> "number";
            case BOOLEAN -> value.asText();
            default -> "null";
        };
    }
}
