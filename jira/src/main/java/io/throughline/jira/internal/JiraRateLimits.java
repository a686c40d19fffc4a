package io.throughline.jira.internal;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.RateLimit.Scope;
import io.throughline.core.http.Timestamps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Jira's own headers about its limits. Jira Cloud has three kinds of limit, and a header tells which one was met; Jira
 * Data Center has one for each user, a bucket that is filled again in intervals.
 */
public final class JiraRateLimits {

    private static final String INTERVAL = "X-RateLimit-Interval-Seconds";
    private static final String REASON = "RateLimit-Reason";
    private static final long LONGEST_SECONDS = 86_400;

    private JiraRateLimits() {}

    /** Reads what an answer says. */
    // The status is part of the interface; the headers say the same with each.
    @SuppressWarnings("unused")
    public static RateLimit read(int status, Headers headers, Instant now) {
        OptionalLong interval = headers.number(INTERVAL);
        if (interval.isPresent()) {
            return bucket(headers, seconds(interval.getAsLong()), now);
        }
        Long remaining = number(headers, "X-RateLimit-Remaining");
        String reason = headers.first(REASON).map(JiraRateLimits::lower).orElse(null);
        RateLimit told = new RateLimit(
                        number(headers, "X-RateLimit-Limit"),
                        remaining,
                        headers.first("X-RateLimit-Reset")
                                .map(JiraRateLimits::reset)
                                .orElse(null),
                        null)
                .withNearLimit(headers.first("X-RateLimit-NearLimit")
                        .map(text -> text.strip().equalsIgnoreCase("true"))
                        .orElse(false))
                .withScope(scope(reason));
        // Quotas are told in a form of their own, which says nothing about a refusal for another reason.
        boolean silent = remaining == null && (reason == null || told.scope() == Scope.IDENTITY);
        return silent ? StructuredLimits.read(headers, now, told) : told;
    }

    /** A quota is shared by all calls; a burst is of one operation, and so is taken what Jira does not document. */
    private static Scope scope(@Nullable String reason) {
        if (reason != null && reason.contains("quota")) {
            return Scope.IDENTITY;
        }
        return reason != null && reason.contains("per-issue") ? Scope.CALL : Scope.OPERATION;
    }

    private static RateLimit bucket(Headers headers, Duration interval, Instant now) {
        OptionalLong retryAfter = headers.number("Retry-After");
        Duration wait = retryAfter.orElse(0) > 0 ? seconds(retryAfter.getAsLong()) : interval;
        return new RateLimit(
                number(headers, "X-RateLimit-Limit"), number(headers, "X-RateLimit-Remaining"), now.plus(wait), null);
    }

    /** No interval is longer than a day; what is told as longer is a mistake. */
    private static Duration seconds(long told) {
        return Duration.ofSeconds(Math.min(Math.max(0, told), LONGEST_SECONDS));
    }

    private static @Nullable Instant reset(String text) {
        try {
            return Timestamps.parse(text.strip());
        } catch (DateTimeException e) {
            return null; // a form that is not documented: the own intervals do
        }
    }

    private static @Nullable Long number(Headers headers, String name) {
        OptionalLong number = headers.number(name);
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
