package io.throughline.azure.metrics;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.ReplayedResponse;
import io.throughline.core.http.UnreadableItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Reads a successful answer in place of azure-monitor-query 1.5.2, which forgets which resource it is about, fails on
 * values that are texts, and holds several objects for each value. What was read goes to the gateway by the call's notes;
 * the SDK gets an answer without results.
 */
final class MetricsBodyPolicy implements HttpPipelinePolicy {

    private static final byte[] NO_VALUES = "{\"values\":[]}".getBytes(StandardCharsets.UTF_8);

    private final UnreadableItems unreadable;

    MetricsBodyPolicy(UnreadableItems unreadable) {
        this.unreadable = unreadable;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpResponse response = next.processSync();
        if (response.getStatusCode() != 200) {
            return response;
        }
        try (response) {
            byte[] body = response.getBodyAsBinaryData() == null
                    ? new byte[0]
                    : response.getBodyAsBinaryData().toBytes();
            MetricsBody.Decoded decoded = MetricsBody.batch(body, unreadable.taker());
            CallNotes.of(context.getContext()).ifPresent(notes -> notes.decoded(decoded));
        } catch (IOException e) {
            throw new UncheckedIOException(new UnreadableAnswerException(e));
        }
        HttpHeaders headers = new HttpHeaders(response.getHeaders())
                .set(HttpHeaderName.CONTENT_TYPE, "application/json")
                .set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(NO_VALUES.length));
        return new ReplayedResponse(response.getRequest(), 200, headers, NO_VALUES);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(new IllegalStateException("metrics are asked for on the caller's thread"));
    }

    /** The answer holds no metrics. */
    static final class UnreadableAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableAnswerException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
