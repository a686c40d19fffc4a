package io.throughline.core.http;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.Attempts.Reply;
import io.throughline.core.http.Exchanges.AttemptFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what an answer means: a value, or one of the failures. */
final class Responses {

    private static final int EXCERPT_BYTES = 800;

    private final RestClientBuilder settings;

    Responses(RestClientBuilder settings) {
        this.settings = settings;
    }

    <T> RestResponse<T> decode(Reply reply, Exchanges.Decoder<T> decoder) throws AttemptFailure {
        String contentType = reply.headers().first("Content-Type").orElse("");
        try {
            T value = decoder.decode(reply.plain(), contentType);
            return new RestResponse<>(value, reply.status(), reply.headers(), reply.uri());
        } catch (Json.Fault e) {
            boolean page = contentType.toLowerCase(Locale.ROOT).contains("html");
            String expected = page
                    ? "expected JSON, found an HTML page, as a proxy or a login sends; check the url"
                    : (reply.plain().length == 0 ? "expected JSON, found an empty body" : reply.mask(e.expected()))
                            + "; if it stays so when tried again, report it";
            SourceException outcome = new MalformedResponseException(
                    reply.info(), e.pointer(), expected, excerpt(reply), reply.status(), requestId(reply), e);
            throw new AttemptFailure(outcome, false, null, Duration.ZERO).perhapsDone();
        }
    }

    AttemptFailure failure(Reply reply) {
        RateLimit limit = limitOf(reply);
        ErrorDetails details = detailsOf(reply);
        int status = reply.status();
        Duration wait = limit.retryAfter() == null ? Duration.ZERO : limit.retryAfter();
        ResponseException outcome = switch (status) {
            case 400, 422 -> new QueryRejectedException(reply.info(), details);
            case 401 -> new AuthenticationException(reply.info(), details);
            case 403 -> new PermissionException(reply.info(), details);
            case 404, 410 -> new NotFoundException(reply.info(), details);
            case 429 -> new RateLimitedException(reply.info(), details, limit);
            default ->
                status >= 500
                        ? new ServiceUnavailableException(reply.info(), details, limit)
                        : new ResponseException(Attempts.categoryOf(status), reply.info(), details);
        };
        // A refused call (429) was not carried out, whatever its method.
        boolean transientFailure = status == 408 || status == 500 || (status >= 502 && status <= 504);
        boolean mayRetry = status == 429 || (transientFailure && reply.call().isIdempotent());
        AttemptFailure failure = new AttemptFailure(outcome, mayRetry, status == 429 ? limit : null, wait);
        return status >= 500 || status == 408 ? failure.perhapsDone() : failure;
    }

    AttemptFailure refusedRedirect(Reply reply, URI target) {
        String remedy = "it redirects to another origin, " + Redaction.of(target)
                + ", where the credential must not go; set the url to the host that answers";
        ErrorDetails details = new ErrorDetails(reply.status(), null, null, requestId(reply), remedy, "");
        return new AttemptFailure(
                new ResponseException(Category.CONFIGURATION, reply.info(), details), false, null, Duration.ZERO);
    }

    private ErrorDetails detailsOf(Reply reply) {
        Object body = Json.readTree(reply.plain());
        VendorError told = settings.errorReader().read(reply.call().operation(), reply.status(), reply.headers(), body);
        return new ErrorDetails(
                reply.status(),
                masked(reply, told.code()),
                masked(reply, told.message()),
                masked(reply, told.requestId()),
                told.remedy() == null ? standardRemedy(reply) : told.remedy(),
                excerpt(reply));
    }

    private @Nullable String requestId(Reply reply) {
        VendorError told = settings.errorReader().read(reply.call().operation(), reply.status(), reply.headers(), null);
        return masked(reply, told.requestId());
    }

    private static @Nullable String masked(Reply reply, @Nullable String text) {
        return text == null ? null : Redaction.line(reply.mask(text));
    }

    private @Nullable String standardRemedy(Reply reply) {
        return switch (reply.status()) {
            case 401 ->
                settings.credential().scheme().equals("none")
                        ? "configure a token"
                        : "check the token: it may be mistyped, expired or of another organization";
            case 403 -> "give the token's owner the permission that this call needs";
            case 404, 410 -> "check the url and the names in the configuration";
            case 429 -> "try again later, or read less at once";
            default ->
                reply.status() >= 500
                        ? reply.call().isIdempotent() ? "try again later" : null
                        : reply.status() < 400 ? "check the url: it leads to a redirect" : null;
        };
    }

    private RateLimit limitOf(Reply reply) {
        Instant now = ServerTime.now(reply.headers(), settings.clock().instant());
        RateLimit told = settings.rateLimitHints().read(reply.status(), reply.headers(), now);
        Optional<Duration> retryAfter = reply.headers().first("Retry-After").flatMap(text -> retryAfter(text, now));
        if (retryAfter.isPresent()) {
            return told.withRetryAfter(retryAfter.get());
        }
        Instant reset = told.reset();
        boolean untilReset = told.retryAfter() == null && reply.status() == 429 && reset != null && reset.isAfter(now);
        return untilReset ? told.withRetryAfter(Duration.between(now, reset)) : told;
    }

    /** Reads seconds or an HTTP date, the two forms of RFC 9110 section 10.2.3; fractions of seconds are seen as well. */
    static Optional<Duration> retryAfter(String text, Instant now) {
        String value = text.strip();
        try {
            if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000)));
            }
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String excerpt(Reply reply) {
        int length = Math.min(reply.plain().length, EXCERPT_BYTES);
        return Redaction.line(reply.mask(new String(reply.plain(), 0, length, StandardCharsets.UTF_8)));
    }
}
