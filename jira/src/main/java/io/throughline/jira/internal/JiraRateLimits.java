package io.throughline.jira.internal;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Jira's own headers about its limits. */
public final class JiraRateLimits {

    private JiraRateLimits() {}

    /** Reads what an answer says. */
    // Status and clock are part of the interface; the reset is an instant of its own.
    @SuppressWarnings("unused")
    public static RateLimit read(int status, Headers headers, Instant now) {
        return new RateLimit(
                boxed(headers.number("X-RateLimit-Limit")),
                boxed(headers.number("X-RateLimit-Remaining")),
                headers.first("X-RateLimit-Reset").map(JiraRateLimits::reset).orElse(null),
                null);
    }

    private static @Nullable Instant reset(String text) {
        try {
            return Timestamps.parse(text.strip());
        } catch (DateTimeException e) {
            return null; // a form that is not documented: the own intervals do
        }
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
