package io.throughline.core.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Reads instants as vendors write them. */
public final class Timestamps {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    private Timestamps() {}

    /**
     * Reads an ISO 8601 date and time with any number of fraction digits and an offset: {@code Z}, {@code +02:00} or
     * {@code +0200}.
     *
     * @throws DateTimeException if it is not one; a time without an offset is none
     */
    public static Instant parse(String text) {
        return ISO.parse(text, OffsetDateTime::from).toInstant();
    }
}
