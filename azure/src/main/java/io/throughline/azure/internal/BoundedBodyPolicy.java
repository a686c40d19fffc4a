package io.throughline.azure.internal;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.throughline.core.http.BodyTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Reads each answer whole, up to a bound, so that a connection is free again and no answer fills the memory. A successful
 * answer whose call brings a {@link BodyReader} goes to that one as it arrives, and is not kept.
 */
final class BoundedBodyPolicy implements HttpPipelinePolicy {

    private final int maxBytes;

    BoundedBodyPolicy(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpResponse response = next.processSync();
        try (response;
                InputStream in = response.getBodyAsBinaryData() == null
                        ? InputStream.nullInputStream()
                        : response.getBodyAsBinaryData().toStream()) {
            Optional<BodyReader> reader = response.getStatusCode() == 200
                    ? CallNotes.of(context.getContext()).flatMap(CallNotes::reader)
                    : Optional.empty();
            if (reader.isPresent()) {
                Object decoded = reader.get().read(new BoundedStream(in, maxBytes));
                CallNotes.of(context.getContext()).ifPresent(notes -> notes.decoded(decoded));
                return new ReplayedResponse(response.getRequest(), 200, response.getHeaders(), new byte[0]);
            }
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw new BodyTooLargeException(maxBytes);
            }
            return new ReplayedResponse(response.getRequest(), response.getStatusCode(), response.getHeaders(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(AzurePipelines.onlyOnTheCallersThread());
    }
}
