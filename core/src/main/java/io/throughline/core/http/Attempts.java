package io.throughline.core.http;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.Exchanges.AttemptFailure;
import io.throughline.core.http.TransportFailure.Phase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes one attempt of a call, redirects within the origin included, and says what its failure means. */
final class Attempts {

    private static final int MAX_REDIRECTS = 3;

    private final RestClientBuilder settings;
    private final Responses responses;

    Attempts(RestClientBuilder settings) {
        this.settings = settings;
        this.responses = new Responses(settings);
    }

    <T> RestResponse<T> make(RestCall call, String accept, Exchanges.Decoder<T> decoder, int attempt, Duration before)
            throws AttemptFailure, InterruptedException {
        long started = System.nanoTime();
        Optional<Credential.Sent> sent = settings.credential().sent();
        URI uri = call.uri();
        for (int redirects = 0; ; redirects++) {
            CallInfo soFar = CallInfo.of(settings.source(), call.operation(), call.method(), uri, attempt, before);
            TransportResponse response = exchange(call, uri, accept, sent, soFar, started);
            CallInfo info = withElapsed(soFar, started);
            byte[] plain = plain(call, response, info);
            Reply reply = new Reply(call, uri, info, response.status(), response.headers(), plain, sent);
            report(reply);
            if (response.status() >= 200 && response.status() < 300) {
                return responses.decode(reply, decoder);
            }
            Optional<URI> target = redirectTarget(reply);
            if (target.isEmpty() || redirects == MAX_REDIRECTS) {
                throw responses.failure(reply);
            }
            if (!Origin.same(uri, target.get())) {
                throw responses.refusedRedirect(reply, target.get());
            }
            uri = target.get();
        }
    }

    private void report(Reply reply) {
        Headers headers = reply.headers();
        Instant now = ServerTime.now(headers, settings.clock().instant());
        settings.observer()
                .answered(new CallReport(
                        reply.info(),
                        reply.call().bucket(),
                        reply.status(),
                        StandardErrors.requestId(headers),
                        ServerTime.told(headers).orElse(null),
                        settings.rateLimitHints().read(reply.status(), headers, now)));
    }

    private void reportSilence(RestCall call, CallInfo info) {
        settings.observer().answered(new CallReport(info, call.bucket(), 0, null, null, RateLimit.UNKNOWN));
    }

    private TransportResponse exchange(
            RestCall call, URI uri, String accept, Optional<Credential.Sent> sent, CallInfo info, long started)
            throws AttemptFailure, InterruptedException {
        Headers headers = call.headers()
                .with("User-Agent", settings.userAgent())
                .with("Accept", accept)
                .with("Accept-Encoding", "gzip");
        if (sent.isPresent()) {
            headers = headers.with("Authorization", sent.get().authorization());
        }
        // Redirects share the attempt's time.
        Duration left = settings.timeout().minusNanos(System.nanoTime() - started);
        try {
            if (left.isNegative() || left.isZero()) {
                throw new TransportFailure(Phase.RESPONSE, "no answer within " + settings.timeout(), null);
            }
            TransportResponse response = settings.transport()
                    .exchange(new TransportRequest(
                            call.method(), uri, headers, call.body(), left, settings.maxBodyBytes()));
            requireWhole(response);
            return response;
        } catch (BodyTooLargeException e) {
            CallInfo ended = withElapsed(info, started);
            reportSilence(call, ended);
            throw tooLarge(ended, e);
        } catch (IOException e) {
            CallInfo ended = withElapsed(info, started);
            reportSilence(call, ended);
            throw noAnswer(call, ended, e);
        }
    }

    private static void requireWhole(TransportResponse response) throws TransportFailure {
        long announced = response.headers().number("Content-Length").orElse(-1);
        if (announced > response.ownBody().length && response.status() != 304) {
            throw new TransportFailure(
                    Phase.BODY,
                    "the answer ended after " + response.ownBody().length + " of " + announced + " bytes",
                    null);
        }
    }

    private byte[] plain(RestCall call, TransportResponse response, CallInfo info) throws AttemptFailure {
        try {
            return Inflation.plain(response, settings.maxBodyBytes());
        } catch (BodyTooLargeException e) {
            throw tooLarge(info, e);
        } catch (IOException e) {
            SourceException outcome =
                    new MalformedResponseException(info, "", Redaction.line(String.valueOf(e.getMessage())), "", e);
            throw new AttemptFailure(outcome, call.isIdempotent(), null, Duration.ZERO).perhapsDone();
        }
    }

    private static AttemptFailure tooLarge(CallInfo info, BodyTooLargeException e) {
        SourceException outcome = new MalformedResponseException(
                info, "", e.getMessage() + "; ask for less at once, or raise maxBodyBytes", "", e);
        return new AttemptFailure(outcome, false, null, Duration.ZERO).perhapsDone();
    }

    private static AttemptFailure noAnswer(RestCall call, CallInfo info, IOException e) {
        Phase phase = e instanceof TransportFailure failure ? failure.phase() : Phase.RESPONSE;
        String remedy = switch (phase) {
            case CONNECT -> "; check the url's host and port, the proxy and the network";
            case TLS -> "; check the url's scheme and host, or add the authority's certificate to http.trust";
            case RESPONSE, BODY -> call.isIdempotent() ? "; try again, or raise the timeout" : "";
            case INTERRUPTED -> "";
        };
        SourceException outcome =
                new TransportException(info, phase, Redaction.line(String.valueOf(e.getMessage())) + remedy, e);
        boolean harmless = call.isIdempotent() || phase == Phase.CONNECT;
        AttemptFailure failure = new AttemptFailure(outcome, harmless && outcome.retryable(), null, Duration.ZERO);
        return phase == Phase.CONNECT || phase == Phase.TLS ? failure : failure.perhapsDone();
    }

    private static Optional<URI> redirectTarget(Reply reply) {
        boolean redirect = reply.status() == 301
                || reply.status() == 302
                || reply.status() == 303
                || reply.status() == 307
                || reply.status() == 308;
        if (!redirect || !reply.call().method().equals("GET")) {
            return Optional.empty();
        }
        try {
            return reply.headers().first("Location").map(location -> reply.uri().resolve(location.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CallInfo withElapsed(CallInfo info, long started) {
        return new CallInfo(
                info.source(),
                info.operation(),
                info.method(),
                info.address(),
                info.attempts(),
                info.elapsed().plusNanos(System.nanoTime() - started));
    }

    /** An answer with a plain body, and what it answers. */
    record Reply(
            RestCall call,
            URI uri,
            CallInfo info,
            int status,
            Headers headers,
            @SuppressWarnings("ArrayRecordComponent") byte[] plain,
            Optional<Credential.Sent> sent) {

        String mask(String text) {
            return sent.map(credential -> credential.mask(text)).orElse(text);
        }
    }

    static Category categoryOf(int status) {
        return status >= 500 ? Category.REMOTE : status >= 400 ? Category.CALLER : Category.CONFIGURATION;
    }
}
