package io.throughline.jira.issue;

import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.internal.TextBody;
import io.throughline.jira.site.JiraField;
import io.throughline.jira.text.JiraText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of fields as an edition takes them. */
final class FieldValues {

    // Small letters: Jira writes +0000, not Z.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JiraEdition edition;

    FieldValues(JiraEdition edition) {
        this.edition = edition;
    }

    /** Returns the value's JSON by what it is; texts, numbers, truth values, lists and maps stay as they are. */
    @Nullable
    Object json(@Nullable Object value) {
        if (value instanceof JiraText text) {
            return TextBody.of(edition, text);
        }
        if (value instanceof UserValue user) {
            return user.json(edition);
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant);
        }
        if (value instanceof LocalDate day) {
            return day.toString();
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> json = new ArrayList<>();
            items.forEach(item -> json.add(json(item)));
            return json;
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            members.forEach((name, member) -> json.put(String.valueOf(name), json(member)));
            return json;
        }
        return value;
    }

    /** Returns the JSON of a value that may be a bare text although the field takes an object. */
    @Nullable
    Object json(JiraField.@Nullable Schema schema, @Nullable Object value) {
        String type = schema == null || schema.type() == null ? "" : schema.type();
        if (type.equals("array") && schema != null) {
            List<@Nullable Object> items = new ArrayList<>();
            Collection<?> given =
                    value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
            given.forEach(item -> items.add(single(schema.items(), item)));
            return items;
        }
        return schema != null && isRich(schema) && value instanceof String text
                ? TextBody.of(edition, JiraText.plain(text))
                : single(type, value);
    }

    /** Tells whether Cloud takes a document where others take a text of several lines. */
    private static boolean isRich(JiraField.Schema schema) {
        String system = schema.system();
        return (schema.custom() != null && schema.custom().endsWith(":textarea"))
                || "description".equals(system)
                || "environment".equals(system);
    }

    private @Nullable Object single(@Nullable String type, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return json(value);
        }
        return switch (type == null ? "" : type) {
            case "option" -> Map.of("value", text);
            case "user" -> UserValue.custom(edition, text);
            case "priority", "resolution", "version", "component", "group", "issuetype", "securitylevel" ->
                Map.of("name", text);
            case "project", "issuelink" -> Map.of("key", text);
            default -> text;
        };
    }
}
