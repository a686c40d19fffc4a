package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import io.throughline.sentry.internal.SentryRateLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentryRateLimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Headers headers(long remaining, Instant reset) {
        return Headers.of("X-Sentry-Rate-Limit-Limit", "20")
                .with("X-Sentry-Rate-Limit-Remaining", Long.toString(remaining))
                .with("X-Sentry-Rate-Limit-Reset", Long.toString(reset.getEpochSecond()));
    }

    @Test
    void waitsForTheNextWindow() {
        RateLimit limit = SentryRateLimits.read(429, headers(0, NOW.plusSeconds(3)), NOW);

        assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void waitsASecondWhenTheWindowHasEndedAlready() {
        assertThat(SentryRateLimits.read(429, headers(0, NOW.minusSeconds(1)), NOW)
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void leavesTheWaitToTheClientWhenOnlyTooManyCallsRanAtOnce() {
        assertThat(SentryRateLimits.read(429, headers(15, NOW.plusSeconds(1)), NOW)
                        .retryAfter())
                .isNull();
    }

    @Test
    void readsTheResetByTheServersClock() {
        Headers skewed = headers(0, NOW.plusSeconds(3602)).with("Date", "Sun, 01 Mar 2026 13:00:00 GMT");

        assertThat(SentryRateLimits.read(200, skewed, NOW).reset()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void doesNotWaitForAResetThatIsNoWindowsEnd() {
        RateLimit limit = SentryRateLimits.read(429, headers(0, NOW.plusSeconds(86_400)), NOW);

        assertThat(limit.reset()).isNull();
        assertThat(limit.retryAfter()).isNull();
    }

    @Test
    void knowsNothingWithoutHeaders() {
        assertThat(SentryRateLimits.read(429, Headers.empty(), NOW))
                .isEqualTo(RateLimit.UNKNOWN.withScope(RateLimit.Scope.OPERATION));
        assertThat(SentryRateLimits.read(
                                429, Headers.of("X-Sentry-Rate-Limit-Reset", Long.toString(Long.MAX_VALUE)), NOW)
                        .retryAfter())
                .isNull();
    }
}
