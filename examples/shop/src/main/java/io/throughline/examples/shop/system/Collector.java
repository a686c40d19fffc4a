package io.throughline.examples.shop.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Stands where Application Insights and Sentry take in telemetry, and keeps every body as it came. The file is a sequence of
 * {@code arrival (epoch µs, long), path (UTF), gzip (boolean), length (int), body}.
 */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Clock wall;
    private final DataOutputStream out;
    private final AtomicInteger tracks = new AtomicInteger();

    Collector(int port, Path file, Clock wall) throws IOException {
        this.wall = wall;
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** How many posts of Application Insights telemetry have come. */
    int tracks() {
        return tracks.get();
    }

    private void receive(HttpExchange exchange) throws IOException {
        long arrival = ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean gzip = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        String answer;
        if (path.endsWith("/track")) {
            int items = lines(body, gzip);
            answer = "{\"itemsReceived\":" + items + ",\"itemsAccepted\":" + items + ",\"errors\":[]}";
            tracks.incrementAndGet();
            keep(arrival, path, gzip, body);
        } else if (path.contains("/envelope")) {
            answer = "{\"id\":\"" + UUID.randomUUID().toString().replace("-", "") + "\"}";
            keep(arrival, path, gzip, body);
        } else {
            answer = "00000000-0000-0000-0000-000000000001";
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int lines(byte[] body, boolean gzip) throws IOException {
        byte[] text = body;
        if (gzip) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                text = in.readAllBytes();
            }
        }
        return (int) new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    private void keep(long arrival, String path, boolean gzip, byte[] body) throws IOException {
        synchronized (out) {
            out.writeLong(arrival);
            out.writeUTF(path);
            out.writeBoolean(gzip);
            out.writeInt(body.length);
            out.write(body);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(1);
        threads.shutdownNow();
        synchronized (out) {
            out.close();
        }
    }
}
