package io.throughline.core.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*([smhdw])");

    private Durations() {}

    /**
     * Reads {@code 90s}, {@code 15m}, {@code 12h}, {@code 7d}, {@code 2w} or ISO 8601 ({@code PT36H}).
     *
     * @return the length, or empty if the text is neither, or not positive
     */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT.matcher(text.strip());
        Duration duration;
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            duration = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> Duration.ofDays(7 * amount);
            };
        } else {
            try {
                duration = Duration.parse(text.strip());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        return duration.isZero() || duration.isNegative() ? Optional.empty() : Optional.of(duration);
    }
}
