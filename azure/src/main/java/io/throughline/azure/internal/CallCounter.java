package io.throughline.azure.internal;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Counts calls; one that is repeated counts once. Thread-safe. */
final class CallCounter implements HttpPipelinePolicy {

    private final AtomicLong calls = new AtomicLong();

    long calls() {
        return calls.get();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(AzurePipelines.onlyOnTheCallersThread());
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        calls.incrementAndGet();
        return next.processSync();
    }
}
