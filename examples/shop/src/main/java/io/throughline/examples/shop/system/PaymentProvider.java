package io.throughline.examples.shop.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** The third party that charges cards: some 40 ms an answer, and one in four hundred is a 503. */
final class PaymentProvider implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean failing;

    PaymentProvider(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(threads);
        server.createContext("/v1/charges", exchange -> {
            exchange.getRequestBody().readAllBytes();
            ThreadLocalRandom random = ThreadLocalRandom.current();
            try {
                Thread.sleep((long) (40 * Math.exp(0.3 * random.nextGaussian())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(failing || random.nextInt(400) == 0 ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Lets every answer be a 503, or work again. */
    void fail(boolean fail) {
        failing = fail;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
