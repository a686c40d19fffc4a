package io.throughline.azure.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The service for metrics, in place of the network below the real SDK client: answers every metric of every resource that
 * a batch asks for, refuses what the real one refuses, and counts calls.
 */
final class MetricsPlane extends HttpClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VALUES_OF_A_DIMENSION = 3;

    private final int pointsPerHour;
    private final Map<String, Integer> callsByHost = new TreeMap<>();
    private int definitionCalls;
    private int largestAnswer;

    MetricsPlane(int pointsPerHour) {
        this.pointsPerHour = pointsPerHour;
    }

    int batchCalls() {
        return callsByHost.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<String, Integer> callsByHost() {
        return callsByHost;
    }

    int definitionCalls() {
        return definitionCalls;
    }

    /** Bytes of the largest answer. */
    int largestAnswer() {
        return largestAnswer;
    }

    static int seriesOf(PlatformMetric metric) {
        MetricSplit split = metric.split();
        int combinations = split == null || split.dimensions().isEmpty()
                ? 1
                : Math.min(split.most(), (int)
                        Math.pow(VALUES_OF_A_DIMENSION, split.dimensions().size()));
        return combinations * metric.aggregations().size();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        URI address = request.uri();
        Map<String, String> query = query(address);
        String body;
        if (address.getPath().endsWith("/metrics:getBatch")) {
            callsByHost.merge(address.getHost(), 1, Integer::sum);
            body = batch(query, JSON.readTree(content(request)).path("resourceids"), address);
        } else if (address.getPath().endsWith("/metricDefinitions")) {
            definitionCalls++;
            body = definitions(address.getPath());
        } else {
            throw new IOException("nothing is served at " + address);
        }
        return respond(request, handler, body);
    }

    private String batch(Map<String, String> query, JsonNode ids, URI address) throws IOException {
        List<String> names = List.of(needed(query, "metricnames").split(",", -1));
        if (ids.size() > 50 || names.size() > 20) {
            throw new IOException("the service refuses more than 50 resources or 20 metrics");
        }
        String subscription = address.getPath().split("/", -1)[2];
        String type = needed(query, "metricnamespace");
        Instant from = OffsetDateTime.parse(needed(query, "starttime")).toInstant();
        Duration step = Duration.parse(needed(query, "interval"));
        long points = Duration.between(
                                from, OffsetDateTime.parse(needed(query, "endtime")).toInstant())
                        .toMillis()
                / step.toMillis();
        long stride = Math.max(1, Duration.ofHours(1).dividedBy(pointsPerHour).dividedBy(step));
        StringBuilder json = new StringBuilder("{\"values\":[");
        for (JsonNode id : ids) {
            if (!id.asText().startsWith("/subscriptions/" + subscription)
                    || !typeOf(id.asText()).equals(type)) {
                throw new IOException("the service refuses other subscriptions and types: " + id);
            }
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",").append("{\"value\":[");
            for (String name : names) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                        .append("{\"id\":\"")
                        .append(id.asText())
                        .append("/providers/Microsoft.Insights/metrics/")
                        .append(name)
                        .append("\",\"name\":{\"value\":\"")
                        .append(name)
                        .append("\"},\"unit\":\"Unspecified\",\"errorCode\":\"Success\",\"timeseries\":[");
                timeseries(json, query, from, step, points, stride);
                json.append("]}");
            }
            json.append("]}");
        }
        return json.append("]}").toString();
    }

    private static void timeseries(
            StringBuilder json, Map<String, String> query, Instant from, Duration step, long points, long stride) {
        List<String> split = List.of(query.getOrDefault("filter", "").split(" and ", -1)).stream()
                .filter(part -> part.endsWith("eq '*'"))
                .map(part -> part.substring(0, part.indexOf(' ')))
                .toList();
        int combinations = (int) Math.pow(VALUES_OF_A_DIMENSION, split.size());
        int top = Integer.parseInt(needed(query, "top"));
        for (int i = 0; i < Math.min(combinations, top); i++) {
            json.append(i == 0 ? "" : ",").append("{\"metadatavalues\":[");
            int rest = i;
            for (int d = 0; d < split.size(); d++) {
                json.append(d == 0 ? "" : ",")
                        .append("{\"name\":{\"value\":\"")
                        .append(split.get(d))
                        .append("\"},\"value\":\"v")
                        .append(rest % VALUES_OF_A_DIMENSION)
                        .append("\"}");
                rest /= VALUES_OF_A_DIMENSION;
            }
            json.append("],\"data\":[");
            for (long p = 0; p < points; p += stride) {
                json.append(p == 0 ? "" : ",")
                        .append("{\"timeStamp\":\"")
                        .append(from.plus(step.multipliedBy(p)))
                        .append('"');
                for (String aggregation :
                        needed(query, "aggregation").toLowerCase(Locale.ROOT).split(",", -1)) {
                    json.append(",\"").append(aggregation).append("\":").append(10 + p % 7 + 0.25);
                }
                json.append('}');
            }
            json.append("]}");
        }
    }

    /** Every metric of the catalogue, at every grain and with every dimension that the catalogue splits it by. */
    private static String definitions(String path) {
        String id = path.substring(0, path.toLowerCase(Locale.ROOT).indexOf("/providers/microsoft.insights/metricdef"));
        Map<String, Set<String>> dimensions = new TreeMap<>();
        for (PlatformMetric metric : MetricCatalogue.of(typeOf(id))) {
            Set<String> known = dimensions.computeIfAbsent(metric.vendorName(), name -> new TreeSet<>());
            if (metric.split() != null) {
                known.addAll(metric.split().needed());
            }
        }
        StringBuilder json = new StringBuilder("{\"value\":[");
        dimensions.forEach((name, known) -> {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append("{\"name\":{\"value\":\"")
                    .append(name)
                    .append("\"},\"unit\":\"Unspecified\",\"metricAvailabilities\":[{\"timeGrain\":\"PT1M\"},")
                    .append("{\"timeGrain\":\"PT5M\"},{\"timeGrain\":\"PT1H\"}],\"dimensions\":[");
            int number = 0;
            for (String dimension : known) {
                json.append(number++ == 0 ? "" : ",")
                        .append("{\"value\":\"")
                        .append(dimension)
                        .append("\"}");
            }
            json.append("]}");
        });
        return json.append("]}").toString();
    }

    private static String needed(Map<String, String> query, String parameter) {
        return Objects.requireNonNull(query.get(parameter), parameter);
    }

    private static String typeOf(String id) {
        String[] parts = id.split("/", -1);
        StringBuilder type = new StringBuilder(parts[6]);
        for (int i = 7; i < parts.length; i += 2) {
            type.append('/').append(parts[i]);
        }
        return type.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : address.getRawQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static byte[] content(HttpRequest request) {
        var subscriber = HttpResponse.BodySubscribers.ofByteArray();
        request.bodyPublisher().orElseThrow().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                subscriber.onNext(List.of(item));
            }

            @Override
            public void onError(Throwable thrown) {
                subscriber.onError(thrown);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
        return subscriber.getBody().toCompletableFuture().join();
    }

    private <T> HttpResponse<T> respond(HttpRequest request, HttpResponse.BodyHandler<T> handler, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        largestAnswer = Math.max(largestAnswer, body.length);
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (a, b) -> true);
        HttpResponse.BodySubscriber<T> subscriber = handler.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return 200;
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public Version version() {
                return Version.HTTP_1_1;
            }
        });
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // All is there already.
            }

            @Override
            public void cancel() {
                // Nothing is held.
            }
        });
        // A stream is read on this thread only after the last buffer; it holds few, so it gets one.
        subscriber.onNext(List.of(ByteBuffer.wrap(body)));
        subscriber.onComplete();
        return new Answered<>(
                request, headers, subscriber.getBody().toCompletableFuture().join());
    }

    private record Answered<T>(HttpRequest request, HttpHeaders headers, T body) implements HttpResponse<T> {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CompletableFuture.completedFuture(send(request, handler));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException("nothing is connected to");
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
