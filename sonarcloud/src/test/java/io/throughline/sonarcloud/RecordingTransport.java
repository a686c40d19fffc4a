package io.throughline.sonarcloud;

import io.throughline.core.http.HttpClients;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sends requests on and keeps which parameters were sent to which service. Thread-safe. */
final class RecordingTransport implements HttpTransport {

    private final HttpTransport transport = new JdkHttpTransport(HttpClients.standard());
    private final Map<String, SortedSet<String>> sent = new TreeMap<>();
    private long requests;

    @Override
    public TransportResponse exchange(TransportRequest request) throws IOException, InterruptedException {
        synchronized (this) {
            requests++;
            SortedSet<String> names =
                    sent.computeIfAbsent(request.method() + " " + request.uri().getPath(), key -> new TreeSet<>());
            keepNames(request.uri().getRawQuery(), names);
            keepNames(request.body(), names);
        }
        return transport.exchange(request);
    }

    /** Returns the names of parameters by method and path. */
    synchronized Map<String, SortedSet<String>> sent() {
        return Collections.unmodifiableMap(new TreeMap<>(sent));
    }

    synchronized long requests() {
        return requests;
    }

    private static void keepNames(@Nullable String form, SortedSet<String> names) {
        if (form != null && !form.isEmpty()) {
            for (String pair : form.split("&", -1)) {
                names.add(URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
            }
        }
    }
}
