package io.throughline.sonarcloud.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one form of date and time that the API's parameters take: whole seconds, an offset without colon. */
public final class SonarDates {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SonarDates() {}

    /** Returns the second that an instant is in. */
    public static String parameter(Instant instant) {
        return FORM.format(instant);
    }
}
