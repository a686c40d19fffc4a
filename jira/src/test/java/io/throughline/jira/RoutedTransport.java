package io.throughline.jira;

import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers by the path below {@code /rest/api/3/}; of several answers for a path the last one stays. Thread-safe. */
public final class RoutedTransport implements HttpTransport {

    private final Map<String, Deque<TransportResponse>> answers = new HashMap<>();
    private final List<TransportRequest> requests = new ArrayList<>();

    public RoutedTransport on(String path, String json) {
        return on(path, 200, json, Map.of());
    }

    public synchronized RoutedTransport on(String path, int status, String json, Map<String, String> headerFields) {
        Headers headers = Headers.of("Content-Type", "application/json");
        for (Map.Entry<String, String> field : headerFields.entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        answers.computeIfAbsent(path, any -> new ArrayDeque<>()).add(TransportResponse.of(status, headers, json));
        return this;
    }

    /** Takes back what a path answers. */
    public synchronized RoutedTransport instead(String path, String json) {
        answers.remove(path);
        return on(path, json);
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        requests.add(request);
        String path = request.uri().getPath().replaceFirst("^.*/rest/api/[23]/", "");
        Deque<TransportResponse> known = answers.get(path);
        if (known == null || known.isEmpty()) {
            throw new AssertionError("no answer was written down for " + request.method() + " " + path);
        }
        return known.size() > 1 ? known.remove() : known.element();
    }

    /** Returns what was asked so far, as method and path. */
    public synchronized List<String> asked() {
        return requests.stream()
                .map(request -> request.method() + " " + request.uri().getPath())
                .toList();
    }
}
