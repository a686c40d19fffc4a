package io.throughline.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every host there is, without a network: gives tokens where tokens are asked for, and remembers who asked what where. */
final class FakeEntra implements HttpClient {

    /** A token whose claims name object {@code oid-1}. */
    static final String TOKEN = "e30.eyJvaWQiOiJvaWQtMSIsImFwcGlkIjoiYXBwLTEiLCJ0aWQiOiJ0ZW5hbnQtMSJ9.c2ln";

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"token_type\":\"Bearer\",\"expires_in\":\"3599\",\"expires_on\":\"4102444800\","
            + "\"resource\":\"r\",\"access_token\":\"" + TOKEN + "\"}";

    /**
     * A request.
     *
     * @param address where to
     * @param body its body
     */
    record Asked(URI address, String body) {

        String host() {
            return address.getHost();
        }

        /** The fields of its form. */
        Map<String, String> form() {
            Map<String, String> form = new TreeMap<>();
            Arrays.stream(body.split("&", -1))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> form.put(
                            pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : ""));
            return form;
        }
    }

    void refuse(int code, String body) {
        status = code;
        answer = body;
    }

    /** Requests for tokens. */
    List<Asked> tokenRequests() {
        return asked.stream()
                .filter(request -> request.address().getPath().endsWith("/token"))
                .toList();
    }

    List<Asked> requests() {
        return asked;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return send(request);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        String body = request.getBodyAsBinaryData() == null
                ? ""
                : request.getBodyAsBinaryData().toString();
        URI address = URI.create(request.getUrl().toString());
        asked.add(new Asked(address, body));
        if (address.getPath().endsWith("/discovery/instance")) {
            return new Answer(request, 200, """
                {"tenant_discovery_endpoint":"https://%1$s/t/.well-known/openid-configuration","metadata":[
                 {"preferred_network":"%1$s","preferred_cache":"%1$s","aliases":["%1$s"]}]}\
                """.formatted(address.getHost()));
        }
        return new Answer(request, status, answer);
    }

    private static final class Answer extends HttpResponse {

        private final int status;
        private final byte[] body;

        Answer(HttpRequest request, int status, String body) {
            super(request);
            this.status = status;
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the class that is extended
        public String getHeaderValue(String name) {
            return getHeaders().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(body));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(body);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(body, charset));
        }
    }
}
