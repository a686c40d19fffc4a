package io.throughline.sentry;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.testkit.TestTime;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A Sentry server without a network: answers by path, keeps what it was asked. */
final class FakeSentry implements HttpTransport {

    static final String TOKEN = "sntryu_0123456789abcdef";
    static final URI URL = URI.create("https://de.sentry.io");

    private static final String BASE = "/api/0/organizations/acme/";

    private final Map<String, Function<Map<String, List<String>>, TransportResponse>> routes = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    /** What was asked: method, path below the organization, and parameters. */
    record Call(String method, String path, Map<String, List<String>> parameters) {
        List<String> all(String name) {
            return parameters.getOrDefault(name, List.of());
        }

        String one(String name) {
            return String.join("|", all(name));
        }
    }

    /** Answers a path below the organization's. */
    FakeSentry on(String path, Function<Map<String, List<String>>, TransportResponse> answer) {
        routes.put(path, answer);
        return this;
    }

    FakeSentry on(String path, String json) {
        return on(path, parameters -> json(json));
    }

    static TransportResponse json(String json) {
        return TransportResponse.of(200, Headers.of("Content-Type", "application/json"), json);
    }

    /** A page of a list, with Sentry's header; the links name another host, as behind a proxy. */
    static TransportResponse page(String json, String next) {
        String link =
                "<https://internal.example/?a=1,2;3&cursor=p>; rel=\"previous\"; results=\"false\"; cursor=\"p\", "
                        + "<https://internal.example/?cursor=" + next + ">; rel=\"next\"; results=\"" + !next.isEmpty()
                        + "\"; cursor=\"" + (next.isEmpty() ? "0:100:0" : next) + "\"";
        return TransportResponse.of(
                200, Headers.of("Content-Type", "application/json").with("Link", link), json);
    }

    static TransportResponse error(int status, String detail) {
        return TransportResponse.of(
                status, Headers.of("Content-Type", "application/json"), "{\"detail\":\"" + detail + "\"}");
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = request.uri().getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            parameters
                    .computeIfAbsent(part.substring(0, equals), name -> new ArrayList<>())
                    .add(URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String path = request.uri().getRawPath();
        Call call =
                new Call(request.method(), path.startsWith(BASE) ? path.substring(BASE.length()) : path, parameters);
        calls.add(call);
        if (request.body() != null) {
            bodies.add(request.body());
        }
        Function<Map<String, List<String>>, TransportResponse> route = routes.get(call.path());
        return route == null ? error(404, "The requested resource does not exist") : route.apply(parameters);
    }

    synchronized List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    SentryClient client(TestTime time) {
        return client(time, new UnreadableItems());
    }

    private SentryClient client(TestTime time, UnreadableItems unreadable) {
        return SentryClient.builder(URL, "acme")
                .token(Secret.of(TOKEN))
                .transport(this)
                .clock(time)
                .waiter(time)
                .unreadable(unreadable)
                .build();
    }

    SentrySource source(TestTime time, List<String> environments, String... projects) {
        SentrySettings settings = new SentrySettings(URL, "acme", Secret.of(TOKEN), environments, Set.of(projects));
        SourceRuntime runtime = new SourceRuntime(time, HttpClient.newHttpClient(), Pseudonyms.keyed(new byte[16]));
        UnreadableItems unreadable = new UnreadableItems();
        return SentrySource.over(
                settings,
                runtime,
                client(time, unreadable),
                unreadable,
                observer -> SentryClient.builder(URL, "acme")
                        .token(Secret.of(TOKEN))
                        .transport(this)
                        .clock(time)
                        .retryPolicy(RetryPolicy.never())
                        .observer(observer)
                        .build());
    }
}
