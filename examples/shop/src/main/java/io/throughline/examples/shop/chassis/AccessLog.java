package io.throughline.examples.shop.chassis;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * One line a finished request, written at once: {@code end(epoch µs) duration(µs) status warm-up(0|1) method path}. The recorder
 * counts requests, failures and response times from it, as the platform's front end would.
 */
final class AccessLog implements RequestLog, AutoCloseable {
    static final String WARM_UP_HEADER = "X-Warm-Up";

    static final String START_NANOS = "shop.startNanos";

    private final Clock wall;
    private final OutputStream out;

    AccessLog(Path file, Clock wall) throws IOException {
        this.wall = wall;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void log(Request request, Response response) {
        long end = ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
        long took = request.getAttribute(START_NANOS) instanceof Long start
                ? (System.nanoTime() - start) / 1000
                : end - request.getTimeStamp() * 1000;
        int warm = request.getHeader(WARM_UP_HEADER) == null ? 0 : 1;
        String line = end + " " + Math.max(0, took) + " "
                + response.getCommittedMetaData().getStatus() + " " + warm + " " + request.getMethod() + " "
                + request.getRequestURI() + "\n";
        try {
            synchronized (out) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
