package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.throughline.core.ThroughlineException;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallMeterTest {

    private final AtomicInteger received = new AtomicInteger();
    private final CallMeter meter = CallMeter.over(HttpClients.standard());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.incrementAndGet();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/down") ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsByTheStreamWhoseReadSends() throws Exception {
        try (CallMeter.Allowance allowance = meter.allow(null)) {
            allowance.during("lab/a", () -> call("/"));
            allowance.during("lab/b", () -> call("/") + call("/"));
            meter.client().send(request("/"), HttpResponse.BodyHandlers.discarding());
            meter.client()
                    .sendAsync(request("/"), HttpResponse.BodyHandlers.discarding())
                    .get();

            assertThat(allowance.calls()).isEqualTo(5);
            assertThat(allowance.byStream()).containsEntry("lab/a", 1L).containsEntry("lab/b", 2L);
        }
        assertThat(meter.calls()).isEqualTo(5).isEqualTo(received.get());
        assertThat(meter.calls("lab/b")).isEqualTo(2);
    }

    @Test
    void sendsNoMoreThanIsAllowedHoweverManyThreadsTry() {
        AtomicInteger refused = new AtomicInteger();
        try (CallMeter.Allowance allowance = meter.allow(10L)) {
            IntStream.range(0, 40).parallel().forEach(i -> {
                try {
                    allowance.during("lab/" + i % 3, () -> call("/"));
                } catch (CallLimitException e) {
                    refused.incrementAndGet();
                    assertThat(e.limit()).isEqualTo(10);
                    assertThat(e.retryable()).isFalse();
                }
            });
            assertThat(allowance.isUsedUp()).isTrue();
            assertThat(allowance.calls()).isEqualTo(10);
        }
        assertThat(received).hasValue(10);
        assertThat(refused).hasValue(30);
    }

    @Test
    void refusesCallsOfUnknownThreadsToo() {
        try (CallMeter.Allowance allowance = meter.allow(1L)) {
            call("/");
            assertThatThrownBy(() -> call("/")).isInstanceOf(CallLimitException.class);
            assertThat(allowance.refused("lab/any")).isEqualTo(1);
        }
        call("/");
        assertThat(received).hasValue(2);
    }

    @Test
    void aRefusalGoesThroughTheClientUntriedAndUnchanged() {
        RestClient client = RestClient.builder("lab", URI.create(address()), new JdkHttpTransport(meter.client()))
                .waiter(TestTime.at(Instant.EPOCH))
                .build();
        List<ThroughlineException> failures = new ArrayList<>();
        try (CallMeter.Allowance allowance = meter.allow(2L)) {
            for (int i = 0; i < 3; i++) {
                try {
                    allowance.during("lab/a", () -> client.get("probe", "/down").fetch(Object.class));
                } catch (ThroughlineException e) {
                    failures.add(e);
                }
            }
        }
        assertThat(failures).hasSize(3).allMatch(CallLimitException.class::isInstance);
        assertThat(received).as("attempts count too").hasValue(2);
    }

    @Test
    void wantsALimitThatAllowsSomething() {
        assertThatThrownBy(() -> meter.allow(0L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    private int call(String path) {
        try {
            return meter.client()
                    .send(request(path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).build();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
