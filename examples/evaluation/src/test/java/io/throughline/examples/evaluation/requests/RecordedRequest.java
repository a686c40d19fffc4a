package io.throughline.examples.evaluation.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.http.TransportRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a client made.
 *
 * @param call the client's method
 * @param path decoded segments would be ambiguous: as it was sent, without the query
 * @param query decoded values by name, in order
 * @param form decoded values of an urlencoded body
 * @param body the JSON body, or null
 */
record RecordedRequest(
        String call,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        @Nullable JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static RecordedRequest of(String call, TransportRequest request) {
        URI uri = request.uri();
        String type = request.headers().first("Content-Type").orElse("");
        String body = request.body();
        boolean isForm = type.startsWith("application/x-www-form-urlencoded");
        try {
            return new RecordedRequest(
                    call,
                    request.method(),
                    uri.getRawPath(),
                    parameters(uri.getRawQuery()),
                    isForm ? parameters(body) : Map.of(),
                    body == null || isForm ? null : JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(call + " sent a body that is no JSON: " + body, e);
        }
    }

    /** Reads a request of a test's resource: {@code method}, {@code target} and, if there is one, {@code body}. */
    static RecordedRequest ofCase(JsonNode written) {
        String[] target = written.path("target").asText().split("\\?", 2);
        return new RecordedRequest(
                "case",
                written.path("method").asText(),
                target[0],
                parameters(target.length == 1 ? null : target[1]),
                parameters(written.path("form").asText(null)),
                written.get("body"));
    }

    private static Map<String, List<String>> parameters(@Nullable String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                values.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return call + ": " + method + " " + path + (query.isEmpty() ? "" : " " + query)
                + (form.isEmpty() ? "" : " form " + form) + (body == null ? "" : " " + body);
    }
}
