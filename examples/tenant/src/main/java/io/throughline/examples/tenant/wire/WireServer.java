package io.throughline.examples.tenant.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one vendor's routes by HTTPS on a free port of loopback, with a bounded number of named daemon threads.
 * Answers are compressed if the client takes gzip, as the vendors' are. Thread-safe.
 */
public final class WireServer implements AutoCloseable {

    static final int LARGEST_BODY = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(WireServer.class);
    private static final int THREADS = 8;
    private static final int QUEUE = 256;

    static {
        // Read once by the JDK's server when its first class is loaded; without it every answer waits for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String vendor;
    private final Routes routes;
    private final WireResponse failure;
    private final HttpsServer server;
    private final ThreadPoolExecutor executor;

    private WireServer(
            String vendor, Routes routes, WireResponse failure, HttpsServer server, ThreadPoolExecutor executor) {
        this.vendor = vendor;
        this.routes = routes;
        this.failure = failure;
        this.server = server;
        this.executor = executor;
    }

    /**
     * Starts serving.
     *
     * @param vendor names the threads
     * @param failure what is answered if a handler fails unexpectedly
     */
    public static WireServer start(
            String vendor, Routes routes, WireResponse failure, LoopbackCertificate certificate) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            AtomicInteger number = new AtomicInteger();
            ThreadPoolExecutor executor = new ThreadPoolExecutor(
                    THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE), task -> {
                        Thread thread = new Thread(task, "tenant-" + vendor + "-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
            server.setExecutor(executor);
            WireServer wire = new WireServer(vendor, routes, failure, server, executor);
            server.createContext("/", wire::handle);
            server.start();
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve " + vendor + " on loopback", e);
        }
    }

    /** Returns the address to reach it at, without a trailing slash. */
    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WireResponse response = answer(exchange);
            log.debug("{}: {} {} {}", vendor, response.status(), exchange.getRequestMethod(), exchange.getRequestURI());
            send(exchange, response);
        } catch (IOException e) {
            // The client went away, or an answer broke in the middle: the client sees a cut connection.
            log.debug(
                    "{}: {} {} ended early",
                    vendor,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            throw e;
        }
    }

    private WireResponse answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return WireResponse.empty(413);
        }
        try {
            return routes.answer(request(exchange, body));
        } catch (Refusal refusal) {
            return refusal.response();
        } catch (RuntimeException e) {
            log.error(
                    "{}: {} {} failed",
                    vendor,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return failure;
        }
    }

    private static WireRequest request(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
        }
        return new WireRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                Map.of(),
                QueryString.parse(uri.getRawQuery()),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, WireResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = response.isEmpty() || exchange.getRequestMethod().equals("HEAD");
        if (bodiless) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        boolean gzip = accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        }
        exchange.sendResponseHeaders(response.status(), 0);
        try (OutputStream plain = exchange.getResponseBody();
                OutputStream out = gzip ? new GZIPOutputStream(plain, 8192) : plain) {
            response.body().writeTo(out);
        }
    }
}
