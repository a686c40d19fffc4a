package io.throughline.examples.tenant.azure.kql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Literals and names of SQL, made from typed values. */
public final class Sql {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Sql() {}

    /** Returns a quoted name. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns a text literal. */
    public static String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text must not hold the character U+0000");
        }
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** Returns a TIMESTAMP literal, UTC, microseconds. */
    public static String timestamp(Instant instant) {
        return "TIMESTAMP '" + TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + '\'';
    }
}
