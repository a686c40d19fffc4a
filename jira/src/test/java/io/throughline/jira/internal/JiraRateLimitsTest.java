package io.throughline.jira.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.RateLimit.Scope;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraRateLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "jira-quota-global-based,IDENTITY",
        "jira-quota-tenant-based,IDENTITY",
        "jira-burst-based,OPERATION",
        "jira-per-issue-on-write,CALL",
        "jira-cost-based,OPERATION"
    })
    void saysWhoMustWaitByTheReason(String reason, Scope scope) {
        assertThat(read(Headers.of("RateLimit-Reason", reason)).scope()).isEqualTo(scope);
    }

    @Test
    void readsAResetWithoutSecondsAndTheNearLimit() {
        RateLimit limit = read(Headers.of("X-RateLimit-Limit", "350")
                .with("X-RateLimit-Remaining", "12")
                .with("X-RateLimit-Reset", "2026-11-22T13:00Z")
                .with("X-RateLimit-NearLimit", "true"));

        assertThat(limit.limit()).isEqualTo(350);
        assertThat(limit.remaining()).isEqualTo(12);
        assertThat(limit.reset()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(limit.nearLimit()).isTrue();
    }

    @Test
    void takesTheTightestOfTheStructuredQuotas() {
        RateLimit limit = read(
                Headers.of("RateLimit-Policy", "\"tenant-quota\";q=100000;w=3600, \"global-app-quota\";q=65000;w=3600")
                        .with("RateLimit", "\"global-app-quota\";r=11000;t=600,\"tenant-quota\"; r=90000 ;t=600"));

        assertThat(limit.limit()).isEqualTo(65_000);
        assertThat(limit.remaining()).isEqualTo(11_000);
        assertThat(limit.reset()).isEqualTo("2026-11-22T12:10:00Z");
        assertThat(limit.scope()).isEqualTo(Scope.IDENTITY);
    }

    @Test
    void takesNoQuotaThatOnlyInforms() {
        assertThat(read(Headers.of("Beta-RateLimit", "\"global-app-quota\";r=0;t=600"))
                        .remaining())
                .isNull();
    }

    @Test
    void doesNotTakeAQuotaForTheReasonOfABurst() {
        RateLimit limit = read(Headers.of("RateLimit-Reason", "jira-burst-based")
                .with("RateLimit", "\"global-app-quota\";r=11000;t=600"));

        assertThat(limit.scope()).isEqualTo(Scope.OPERATION);
        assertThat(limit.reset()).isNull();
    }

    @Test
    void readsDataCentersBucketOfTheUser() {
        RateLimit empty = read(Headers.of("X-RateLimit-Limit", "100")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Interval-Seconds", "60")
                .with("X-RateLimit-FillRate", "10")
                .with("retry-after", "35"));
        RateLimit goOn = read(Headers.of("X-RateLimit-Remaining", "7")
                .with("X-RateLimit-Interval-Seconds", "60")
                .with("retry-after", "0"));

        assertThat(empty.scope()).isEqualTo(Scope.IDENTITY);
        assertThat(empty.remaining()).isZero();
        assertThat(empty.reset()).isEqualTo("2026-11-22T12:00:35Z");
        assertThat(goOn.remaining()).isEqualTo(7);
        assertThat(goOn.reset()).isEqualTo("2026-11-22T12:01:00Z");
    }

    @Test
    void takesNoIntervalLongerThanADay() {
        RateLimit limit = read(Headers.of("X-RateLimit-Interval-Seconds", String.valueOf(Long.MAX_VALUE))
                .with("Retry-After", "-1"));

        assertThat(limit.reset()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"X-RateLimit-Reset|soon", "X-RateLimit-Remaining|many", "RateLimit|;;r=", "RateLimit-Policy|\"x\""
            })
    void livesWithWhatItCannotRead(String name, String value) {
        assertThat(read(Headers.of(name, value)).remaining()).isNull();
    }

    private static RateLimit read(Headers headers) {
        return JiraRateLimits.read(200, headers, NOW);
    }
}
