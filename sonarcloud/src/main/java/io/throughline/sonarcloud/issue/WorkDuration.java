package io.throughline.sonarcloud.issue;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time to work as the server writes it: {@code 1d 2h 30min}, in days of 8 hours. */
final class WorkDuration {

    private static final int HOURS_OF_DAY = 8;
    private static final Pattern FORM =
            Pattern.compile("\\s*(?:(\\d{1,6})\\s*d)?\\s*(?:(\\d{1,6})\\s*h)?\\s*(?:(\\d{1,9})\\s*min)?\\s*");

    private WorkDuration() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isBlank() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofHours(number(matcher.group(1)) * HOURS_OF_DAY + number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
