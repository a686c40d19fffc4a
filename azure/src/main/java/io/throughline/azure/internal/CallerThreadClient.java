package io.throughline.azure.internal;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * Runs the reactive calls of SDK clients that know no others on the thread that subscribes, which is the caller's:
 * waits stay interruptible and no thread works unseen.
 */
final class CallerThreadClient implements HttpClient {

    private final HttpPipeline pipeline;

    CallerThreadClient(HttpPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return Mono.fromCallable(() -> sendSync(request, context));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return pipeline.sendSync(request, context);
    }
}
