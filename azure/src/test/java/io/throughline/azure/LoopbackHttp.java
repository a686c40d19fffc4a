package io.throughline.azure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** An HTTP client that asks a function instead of a network, on the caller's thread; bodies arrive piece by piece. */
public final class LoopbackHttp extends HttpClient {

    private static final int PIECE = 16 * 1024;

    /** A request, as the service sees it. */
    public record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {}

    /** An answer; nobody changes its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer json(String body) {
            return new Answer(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Function<Asked, Answer> service;

    public LoopbackHttp(Function<Asked, Answer> service) {
        this.service = service;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        Answer answer = service.apply(
                new Asked(request.method(), request.uri(), request.headers().map(), body(request)));
        Map<String, List<String>> headers = new HashMap<>();
        // The JDK's client gives the names of headers in lower case.
        answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        HttpHeaders answered = HttpHeaders.of(headers, (name, value) -> true);
        HttpResponse.BodySubscriber<T> subscriber = handler.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return answer.status();
            }

            @Override
            public HttpHeaders headers() {
                return answered;
            }

            @Override
            public Version version() {
                return Version.HTTP_1_1;
            }
        });
        subscriber.onSubscribe(new Pieces(answer.body(), subscriber));
        T body = subscriber.getBody().toCompletableFuture().join();
        return new Response<>(request, answer.status(), answered, body);
    }

    private static String body(HttpRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        request.bodyPublisher()
                .ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer item) {
                        byte[] bytes = new byte[item.remaining()];
                        item.get(bytes);
                        out.writeBytes(bytes);
                    }

                    @Override
                    public void onError(Throwable throwable) {
                        throw new IllegalStateException(throwable);
                    }

                    @Override
                    public void onComplete() {
                        // The publishers in use hand over all there is before they return.
                    }
                }));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Gives a body piece by piece, as it is asked for. */
    private static final class Pieces implements Flow.Subscription {

        private final byte[] body;
        private final HttpResponse.BodySubscriber<?> subscriber;
        private int at;
        private boolean ended;

        Pieces(byte[] body, HttpResponse.BodySubscriber<?> subscriber) {
            this.body = body;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long pieces) {
            for (long i = 0; i < pieces && at < body.length && !ended; i++) {
                int length = Math.min(PIECE, body.length - at);
                int from = at;
                at += length;
                subscriber.onNext(
                        List.of(ByteBuffer.wrap(body, from, length).slice().asReadOnlyBuffer()));
            }
            if (at >= body.length && !ended) {
                ended = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }

    private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException("calls run on the caller's thread");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        throw new UnsupportedOperationException("calls run on the caller's thread");
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
