package io.throughline.azure.logs;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.fasterxml.jackson.core.JacksonException;
import io.throughline.azure.internal.BoundedStream;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.ReplayedResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Reads a successful answer as it arrives, in place of azure-monitor-query 1.5.2, which drops the columns of an empty
 * result, the names of tables and the inner errors, fails on an answer without a body, and holds five fields for each
 * cell. What was read goes to the gateway by the call's notes; the SDK gets the same answer without its tables. Stands
 * innermost, so that a connection that breaks within an answer is a failure of that attempt.
 */
final class LogsBodyPolicy implements HttpPipelinePolicy {

    private static final byte[] NO_TABLES = "{\"tables\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final HttpHeaderName PREFER = HttpHeaderName.fromString("Prefer");

    private final int maxBytes;

    LogsBodyPolicy(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        LogsCall call = LogsCall.of(context.getContext()).orElseGet(() -> new LogsCall(null, false));
        if (call.permissions()) {
            // The SDK has no option for it.
            HttpHeaders headers = context.getHttpRequest().getHeaders();
            String others = headers.getValue(PREFER);
            if (others == null || !others.contains("include-permissions")) {
                headers.set(PREFER, (others == null ? "" : others + ",") + "include-permissions=true");
            }
        }
        HttpResponse response = next.processSync();
        int status = response.getStatusCode();
        if (status != 200 && status != 204) {
            return response;
        }
        try (response;
                InputStream in = status == 204 || response.getBodyAsBinaryData() == null
                        ? InputStream.nullInputStream()
                        : new BoundedStream(response.getBodyAsBinaryData().toStream(), maxBytes)) {
            LogsResult result = LogsBody.decode(in, call.rows());
            Optional<CallNotes> notes = CallNotes.of(context.getContext());
            notes.ifPresent(known -> known.decoded(result));
        } catch (IOException e) {
            throw failure(call, e);
        }
        HttpHeaders headers = new HttpHeaders(response.getHeaders())
                .set(HttpHeaderName.CONTENT_TYPE, "application/json")
                .set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(NO_TABLES.length));
        return new ReplayedResponse(response.getRequest(), 200, headers, NO_TABLES);
    }

    /** What passes may be tried again, unless rows were handed on; what cannot be read stays unreadable. */
    private static RuntimeException failure(LogsCall call, IOException e) {
        if (e instanceof JacksonException || e instanceof MalformedTableException) {
            return new UnreadableAnswerException(e);
        }
        return call.handedOn() ? new BrokenAnswerException(e) : new UncheckedIOException(e);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(new IllegalStateException("log queries run on the caller's thread"));
    }

    /** The answer is no result of a query. */
    static final class UnreadableAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableAnswerException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The connection broke after rows had been handed on. */
    static final class BrokenAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenAnswerException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
