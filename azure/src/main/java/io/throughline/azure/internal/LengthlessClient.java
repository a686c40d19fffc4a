package io.throughline.azure.internal;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * Takes the length off requests: the JDK's client reckons it from the body itself, and the SDK's adapter warns in the log
 * about every request that brings one along.
 */
final class LengthlessClient implements HttpClient {

    private final HttpClient next;

    LengthlessClient(HttpClient next) {
        this.next = next;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return next.send(lengthless(request));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return next.send(lengthless(request), context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return next.sendSync(lengthless(request), context);
    }

    private static HttpRequest lengthless(HttpRequest request) {
        request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
        return request;
    }
}
