package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.core.http.Headers;
import io.throughline.core.http.JsonBody;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.RateLimit;
import io.throughline.core.testkit.Mutations;
import io.throughline.sentry.internal.LinkHeader;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryRateLimits;
import io.throughline.sentry.issue.SentryIssue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a server, or what stands before it, sends: it is understood or refused in the one way. */
class SentryParsersFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int TIMES = 3_000;

    @FuzzTest
    void link(byte[] input) {
        String header = new String(input, StandardCharsets.UTF_8);
        LinkHeader.parse(header);
        LinkHeader.nextCursor(List.of(header, header))
                .ifPresent(cursor -> assertThat(header).contains(cursor));
    }

    @FuzzTest
    void limits(byte[] input) {
        Headers headers = Headers.empty();
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String[] field = line.split(":", 2);
            headers = field.length == 2 && !field[0].isBlank() ? headers.with(field[0].strip(), field[1]) : headers;
        }
        RateLimit limit = SentryRateLimits.read(429, headers, NOW);
        Duration wait = limit.retryAfter();
        assertThat(wait == null || (!wait.isNegative() && wait.compareTo(Duration.ofDays(1)) < 0))
                .isTrue();
        Operation.errors("acme").read("list issues", 403, headers, null);
        Operation.deprecation(headers);
    }

    @FuzzTest
    void issue(byte[] input) {
        try {
            assertThat(JsonBody.read("sentry", "get issue", input, SentryIssue.class)
                            .toString())
                    .isNotNull();
        } catch (MalformedResponseException e) {
            assertThat(e.getMessage()).startsWith("sentry: get issue failed: ").doesNotContain("\n");
        }
    }

    @Test
    void theyBearMutationsOfTheirCorpora() {
        Mutations.of(getClass(), "link").feed(TIMES, this::link);
        Mutations.of(getClass(), "limits").feed(TIMES, this::limits);
        Mutations.of(getClass(), "issue").feed(TIMES, this::issue);
    }
}
