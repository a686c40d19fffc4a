package io.throughline.azure.logs;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.ReplayedResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Reads a successful answer in place of azure-monitor-query 1.5.2, which drops the columns of an empty result, the names
 * of tables and the inner errors, fails on an answer without a body, and holds five fields for each cell. What was read
 * goes to the gateway by the call's notes; the SDK gets the same answer without its tables.
 */
final class LogsBodyPolicy implements HttpPipelinePolicy {

    private static final byte[] NO_TABLES = "{\"tables\":[]}".getBytes(StandardCharsets.UTF_8);

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpResponse response = next.processSync();
        int status = response.getStatusCode();
        if (status != 200 && status != 204) {
            return response;
        }
        try (response) {
            byte[] body = status == 204 || response.getBodyAsBinaryData() == null
                    ? new byte[0]
                    : response.getBodyAsBinaryData().toBytes();
            LogsResult result = LogsBody.decode(body);
            CallNotes.of(context.getContext()).ifPresent(notes -> notes.decoded(result));
        } catch (IOException e) {
            throw new UncheckedIOException(new UnreadableAnswerException(e));
        }
        HttpHeaders headers = new HttpHeaders(response.getHeaders())
                .set(HttpHeaderName.CONTENT_TYPE, "application/json")
                .set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(NO_TABLES.length));
        return new ReplayedResponse(response.getRequest(), 200, headers, NO_TABLES);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(new IllegalStateException("log queries run on the caller's thread"));
    }

    /** The answer is no result of a query. */
    static final class UnreadableAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableAnswerException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
