package io.throughline.sonarcloud;

import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers each service with one body; what is not there is an unknown URL. */
final class Answers implements HttpTransport {

    private final Map<String, String> bodies = new HashMap<>();
    final List<String> requests = new ArrayList<>();

    /** Sets the body of a service below {@code /api/}; quotes may be single ones. */
    Answers with(String service, String body) {
        bodies.put("/api/" + service, body.replace('\'', '"'));
        return this;
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        String path = request.uri().getPath();
        String query = request.uri().getRawQuery();
        String body = request.body();
        requests.add(request.method() + " " + path + (query == null ? "" : "?" + query)
                + (body == null || body.isEmpty() ? "" : " " + body));
        String answer = bodies.get(path);
        return TransportResponse.of(
                answer == null ? 404 : 200,
                Headers.of("Content-Type", "application/json"),
                answer == null ? "{\"errors\":[{\"msg\":\"Unknown url : " + path + "\"}]}" : answer);
    }
}
