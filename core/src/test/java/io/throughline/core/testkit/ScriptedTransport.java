package io.throughline.core.testkit;

import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A transport that gives answers in the order they were written down, and keeps what it was asked. Thread-safe. */
public final class ScriptedTransport implements HttpTransport {

    private final Deque<Step> script = new ArrayDeque<>();
    private final List<TransportRequest> requests = new ArrayList<>();

    @FunctionalInterface
    private interface Step {
        TransportResponse take(TransportRequest request) throws IOException;
    }

    /** Adds an answer of JSON. */
    public ScriptedTransport answer(int status, String json) {
        return answer(status, json, Map.of());
    }

    /** Adds an answer of JSON with more header fields. */
    public synchronized ScriptedTransport answer(int status, String json, Map<String, String> headerFields) {
        Headers headers = Headers.of("Content-Type", "application/json");
        for (Map.Entry<String, String> field : headerFields.entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        TransportResponse response = TransportResponse.of(status, headers, json);
        script.add(request -> response);
        return this;
    }

    /** Adds a failure instead of an answer. */
    public synchronized ScriptedTransport fail(IOException failure) {
        script.add(request -> {
            throw failure;
        });
        return this;
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) throws IOException {
        requests.add(request);
        Step step = script.poll();
        if (step == null) {
            throw new AssertionError("no answer was written down for " + request);
        }
        return step.take(request);
    }

    /** Returns what was asked so far, in order. */
    public synchronized List<TransportRequest> requests() {
        return List.copyOf(requests);
    }

    /** Returns how many answers were not asked for. */
    public synchronized int left() {
        return script.size();
    }
}
