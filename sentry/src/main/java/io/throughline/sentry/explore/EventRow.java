package io.throughline.sentry.explore;

import io.throughline.sentry.internal.Members;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of events.
 *
 * @param values by the field exactly as it was asked for; a value is a text, number, boolean, list, map or null
 * @param meta about the table it is from
 */
public record EventRow(Map<String, @Nullable Object> values, Meta meta) {

    public EventRow {
        values = Members.copy(values);
        Objects.requireNonNull(meta, "meta");
    }

    /**
     * About a table.
     *
     * @param fields type by field: {@code string}, {@code integer}, {@code duration}, {@code date}…
     * @param units unit by field, for example {@code millisecond}; null where it has none
     * @param dataset what was asked, or null
     * @param dataScanned {@code full} or {@code partial}, or null
     */
    public record Meta(
            Map<String, @Nullable String> fields,
            Map<String, @Nullable String> units,
            @Nullable String dataset,
            @Nullable String dataScanned) {

        static final Meta UNKNOWN = new Meta(Map.of(), Map.of(), null, null);

        public Meta {
            fields = Members.copy(fields);
            units = Members.copy(units);
        }

        /** Tells whether Sentry looked through part of the data only. */
        public boolean isPartial() {
            return "partial".equals(dataScanned);
        }
    }

    /** Returns a value as text, or null. */
    public @Nullable String text(String field) {
        Object value = values.get(field);
        return value == null ? null : value.toString();
    }

    /** Returns a value as a number, or null if it is none. */
    public @Nullable Double number(String field) {
        Object value = values.get(field);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return value == null ? null : Double.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns a value as an instant, or null if it is none. */
    public @Nullable Instant instant(String field) {
        String text = text(field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Returns a field's unit in Sentry's words, or null. */
    public @Nullable String unit(String field) {
        return meta.units().get(field);
    }
}
