package io.throughline.examples.dashboards;

import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.view.Views;
import io.throughline.examples.dashboards.scenario.Scenario;
import io.throughline.examples.dashboards.scenario.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server over the dashboards of a scenario, three minutes after its end. */
final class ServedScenario implements AutoCloseable {

    private final TelemetryStore store = Stores.open("jdbc:duckdb:");
    final DashboardServer server;

    /** Serves a scenario, or an empty store if it is null. */
    ServedScenario(@Nullable Scenario scenario) {
        Views views = new Views(store);
        Clock clock = Clock.fixed(Scenario.END.plus(Duration.ofMinutes(3)), ZoneOffset.UTC);
        if (scenario != null) {
            new DashboardMaterializer(views, clock).refresh(scenario.window(), scenario.report(), Shop.PRODUCT);
        }
        server = DashboardServer.builder(views).clock(clock).start();
    }

    URI uri(String path) {
        return server.uri().resolve(path);
    }

    /** Sends a request as it is given, which HTTP clients do not: they set the headers that matter here themselves. */
    String raw(String method, String path, List<String> headers) {
        String request =
                method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request as the browser of a person does who opens a page. */
    String get(String path) {
        return raw("GET", path, List.of("Host: 127.0.0.1:" + server.uri().getPort()));
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
