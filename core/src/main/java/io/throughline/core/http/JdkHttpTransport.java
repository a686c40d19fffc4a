package io.throughline.core.http;

import io.throughline.core.http.TransportFailure.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The transport over a {@link HttpClient} that the caller owns and closes. Thread-safe. */
public final class JdkHttpTransport implements HttpTransport {

    private final HttpClient client;

    /**
     * Creates a transport.
     *
     * @param client must not follow redirects by itself, since it would send the credential to wherever they lead; see
     *     {@link HttpClients}
     * @throws IllegalArgumentException if the client follows redirects
     */
    public JdkHttpTransport(HttpClient client) {
        this.client = Objects.requireNonNull(client, "client");
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("client must be built with followRedirects(NEVER): it would take the"
                    + " credential along to another host, was " + client.followRedirects());
        }
    }

    @Override
    public TransportResponse exchange(TransportRequest request) throws IOException, InterruptedException {
        AtomicBoolean answered = new AtomicBoolean();
        // HttpRequest.timeout would end at the headers: the deadline is on the future, and cancelling closes the
        // socket.
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(translate(request), info -> {
            answered.set(true);
            long announced = info.headers().firstValueAsLong("Content-Length").orElse(-1);
            return new BoundedBody(request.maxBodyBytes(), announced);
        });
        try {
            HttpResponse<byte[]> response = exchange.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return TransportResponse.owning(
                    response.statusCode(), Headers.copyOf(response.headers().map()), response.body());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new TransportFailure(
                    answered.get() ? Phase.BODY : Phase.RESPONSE,
                    (answered.get() ? "the answer did not end within " : "no answer within ") + text(request.timeout()),
                    e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw explain(e.getCause(), answered.get());
        }
    }

    private static HttpRequest translate(TransportRequest request) {
        String body = request.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (String name : request.headers().names()) {
            request.headers().all(name).forEach(value -> builder.header(name, value));
        }
        return builder.build();
    }

    private static IOException explain(@Nullable Throwable failure, boolean answered) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return tooLarge;
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return new TransportFailure(Phase.CONNECT, "the host did not take the connection in time", failure);
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return new TransportFailure(Phase.CONNECT, "the host is not known", failure);
            }
            if (cause instanceof SSLException) {
                return new TransportFailure(Phase.TLS, "TLS failed: " + messageOf(cause), failure);
            }
        }
        if (failure instanceof ConnectException) {
            return new TransportFailure(Phase.CONNECT, "the host did not take the connection", failure);
        }
        String told = failure == null ? "the exchange failed" : messageOf(failure);
        return new TransportFailure(
                answered ? Phase.BODY : Phase.RESPONSE,
                (answered ? "the connection broke within the answer: " : "the connection broke before an answer: ")
                        + told,
                failure);
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : Redaction.line(message);
    }

    private static String text(java.time.Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
