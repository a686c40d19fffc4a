package io.throughline.examples.shop.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** Calls a new instance directly until its code is compiled, as a slot's warm-up does. Every call is marked and its trace id reported. */
final class WarmUpCalls {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random();
    private final Consumer<String> traceIds;

    WarmUpCalls(Consumer<String> traceIds) {
        this.traceIds = traceIds;
    }

    void run(ServiceInstance instance, int calls) throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + instance.port();
        long end = System.nanoTime() + LIMIT.toNanos();
        for (int i = 0; i < calls && System.nanoTime() < end; i++) {
            String traceId = String.format("%016x%016x", random.nextLong() | 1, random.nextLong());
            traceIds.accept(traceId);
            HttpRequest request = call(base, instance.kind(), i)
                    .header("X-Warm-Up", "1")
                    .header("traceparent", String.format("00-%s-%016x-01", traceId, random.nextLong() | 1))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
            } catch (HttpTimeoutException e) {
                // During an incident a call may hang; the code it ran through is warm all the same.
            }
        }
    }

    private HttpRequest.Builder call(String base, ServiceKind kind, int i) {
        String sku = String.format("SKU-%05d", random.nextInt(20_000));
        String category = String.format("category-%03d", random.nextInt(200));
        String email = String.format("customer%06d@mail.example", random.nextInt(120_000));
        long order = 1L + random.nextInt(1_000_000);
        boolean write = i % 5 == 4;
        boolean first = i % 5 < 2;
        switch (kind) {
            case STOREFRONT -> {
                return write
                        ? post(base + "/checkout", email + "|" + sku + "|1")
                        : get(base
                                + (first ? "/catalog/" + sku : i % 5 == 2 ? "/account/" + email : "/orders/" + order));
            }
            case ORDERS -> {
                return write
                        ? post(base + "/orders", email + "|" + sku + "|1")
                        : get(base + (first ? "/customers/" + email : "/orders/" + order));
            }
            case INVENTORY -> {
                return write
                        ? post(base + "/reservations", sku + "|1")
                        : get(base + (first ? "/stock/" + sku : "/related/" + category));
            }
        }
        throw new IllegalStateException("unknown service " + kind);
    }

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private static HttpRequest.Builder post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
