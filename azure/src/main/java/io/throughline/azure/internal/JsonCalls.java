package io.throughline.azure.internal;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;

/** Calls that the SDK has no client for, through its own pipeline. Thread-safe. */
public final class JsonCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpPipeline pipeline;
    private final AzureFailures failures;

    /** Creates calls over a pipeline. */
    public JsonCalls(HttpPipeline pipeline, AzureFailures failures) {
        this.pipeline = pipeline;
        this.failures = failures;
    }

    /**
     * Gets a JSON object; one request.
     *
     * @throws io.throughline.core.http.SourceException if it fails or is no JSON object
     */
    public JsonNode get(URI address, AzureCall call, CallNotes notes) {
        try (HttpResponse response = pipeline.sendSync(
                new HttpRequest(HttpMethod.GET, address.toURL())
                        .setHeader(com.azure.core.http.HttpHeaderName.ACCEPT, "application/json"),
                notes.context())) {
            if (response.getStatusCode() != 200) {
                throw failures.of(call, notes, response);
            }
            JsonNode body = JSON.readTree(response.getBodyAsBinaryData().toStream());
            if (body == null || !body.isObject()) {
                throw failures.unreadable(call, notes, "", "a JSON object was expected", null);
            }
            return body;
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("address must be a web address, was " + address, e);
        } catch (IOException e) {
            throw failures.unreadable(call, notes, "", "no JSON", e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }
}
