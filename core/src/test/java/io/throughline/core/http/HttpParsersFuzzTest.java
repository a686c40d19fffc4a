package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.core.config.Secret;
import io.throughline.core.testkit.Mutations;
import io.throughline.core.webhook.InvalidSignatureException;
import io.throughline.core.webhook.WebhookKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What vendors write, and what becomes of it on the way: understood or refused in the one way. */
class HttpParsersFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final WebhookKey KEY = WebhookKey.of(Secret.of("0123456789abcdef"));
    private static final int TIMES = 3_000;

    @FuzzTest
    void time(byte[] input) {
        try {
            assertThat(Timestamps.parse(new String(input, StandardCharsets.UTF_8)))
                    .isNotNull();
        } catch (DateTimeException e) {
            assertThat(e).isNotNull();
        }
    }

    @FuzzTest
    void retryAfter(byte[] input) {
        assertThat(Responses.retryAfter(new String(input, StandardCharsets.ISO_8859_1), NOW)
                        .orElse(Duration.ZERO)
                        .isNegative())
                .isFalse();
        ServerTime.told(Headers.of("Date", new String(input, StandardCharsets.ISO_8859_1)));
    }

    @FuzzTest
    void json(byte[] input) {
        try {
            Map<?, ?> read = JsonBody.read("vendor", "read", input, Map.class);
            assertThat(read.size()).isNotNegative();
        } catch (MalformedResponseException e) {
            assertThat(e.getMessage()).startsWith("vendor: read failed").doesNotContain("\n");
        }
        StandardErrors.read("read", 400, Headers.empty(), Json.readTree(input));
    }

    @FuzzTest
    void signature(byte[] input) {
        try {
            KEY.requireSigned("vendor", new byte[] {1}, new String(input, StandardCharsets.UTF_8));
            throw new AssertionError("taken");
        } catch (InvalidSignatureException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    @Test
    void theyBearMutationsOfTheirCorpora() {
        Mutations.of(getClass(), "time").feed(TIMES, this::time);
        Mutations.of(getClass(), "retryAfter").feed(TIMES, this::retryAfter);
        Mutations.of(getClass(), "json").feed(TIMES, this::json);
        Mutations.of(getClass(), "signature").feed(TIMES, this::signature);
    }
}
