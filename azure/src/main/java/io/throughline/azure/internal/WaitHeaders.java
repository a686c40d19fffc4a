package io.throughline.azure.internal;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long Azure's services ask to wait, in whichever of their headers; the longest counts. */
final class WaitHeaders {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):(\\d{2}):(\\d{2})(?:\\.\\d+)?");
    private static final List<String> MILLISECONDS = List.of("retry-after-ms", "x-ms-retry-after-ms");
    /** Cost Management has one of these for each of its quotas (qpu, entity, tenant, client type), Consumption its own. */
    private static final Pattern SECONDS = Pattern.compile("x-ms-ratelimit-.*retry-after");

    /** Resource Manager's buckets of reads; they fill by 25 a second. */
    private static final Pattern REMAINING =
            Pattern.compile("x-ms-ratelimit-remaining-(subscription|tenant)(-global)?-(reads|resource-requests)");

    private static final Duration REFILL = Duration.ofSeconds(1);
    private static final String GRAPH_REMAINING = "x-ms-user-quota-remaining";
    private static final String GRAPH_RESET = "x-ms-user-quota-resets-after";

    private WaitHeaders() {}

    static Optional<Duration> read(HttpHeaders headers, Instant now) {
        Duration longest = null;
        for (String name : MILLISECONDS) {
            longest = longer(
                    longest,
                    number(headers, name).stream().mapToObj(Duration::ofMillis).findFirst());
        }
        for (HttpHeader header : headers) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (SECONDS.matcher(name).matches()) {
                longest = longer(
                        longest,
                        number(headers, name).stream()
                                .mapToObj(Duration::ofSeconds)
                                .findFirst());
            }
        }
        longest = longer(longest, retryAfter(headers, now));
        // Resource Graph names its reset on every answer; it only binds once nothing remains.
        OptionalLong remaining = number(headers, GRAPH_REMAINING);
        if (remaining.isEmpty() || remaining.getAsLong() <= 0) {
            longest = longer(longest, timeOfDay(value(headers, GRAPH_RESET)));
        }
        return Optional.ofNullable(longest);
    }

    /** Returns how long to leave the service alone after an answer that says nothing is left of a quota. */
    static Optional<Duration> untilRefilled(HttpHeaders headers) {
        OptionalLong graph = number(headers, GRAPH_REMAINING);
        if (graph.isPresent() && graph.getAsLong() <= 0) {
            return timeOfDay(value(headers, GRAPH_RESET));
        }
        for (HttpHeader header : headers) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (REMAINING.matcher(name).matches()
                    && number(headers, name).stream().anyMatch(left -> left <= 0)) {
                return Optional.of(REFILL);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        Optional<String> text = value(headers, "Retry-After");
        OptionalLong seconds = number(headers, "Retry-After");
        if (text.isEmpty() || seconds.isPresent()) {
            return seconds.stream().mapToObj(Duration::ofSeconds).findFirst();
        }
        try {
            Instant at = ZonedDateTime.parse(text.get(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> timeOfDay(Optional<String> text) {
        Matcher matcher = CLOCK.matcher(text.orElse(""));
        return matcher.matches()
                ? Optional.of(Duration.ofHours(Long.parseLong(matcher.group(1)))
                        .plusMinutes(Long.parseLong(matcher.group(2)))
                        .plusSeconds(Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        try {
            Optional<String> text = value(headers, name);
            return text.isPresent() ? OptionalLong.of(Math.max(0, Long.parseLong(text.get()))) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> value(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getValue(HttpHeaderName.fromString(name)))
                .map(String::strip);
    }

    private static @org.jspecify.annotations.Nullable Duration longer(
            @org.jspecify.annotations.Nullable Duration one, Optional<Duration> other) {
        return other.isEmpty() || (one != null && one.compareTo(other.get()) >= 0) ? one : other.get();
    }
}
