package io.throughline.core.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** What a {@link FaultServer} sends. Immutable, apart from the counter of {@link #endless}. */
public final class FaultReply {

    private static final int CHUNK = 64 * 1024;
    private static final int DRIBBLE_MILLIS = 20;

    /** Writes to a connection; says whether another request may come on it. */
    @FunctionalInterface
    private interface Sending {
        boolean to(Socket connection, FaultReply reply) throws IOException;
    }

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Sending sending;

    private FaultReply(int status, Map<String, String> headers, byte[] body, Sending sending) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sending = sending;
    }

    private static FaultReply of(int status, byte[] body, Sending sending) {
        return new FaultReply(status, Map.of(), body, sending);
    }

    /** Answers a status without a body. */
    public static FaultReply status(int status) {
        return of(status, new byte[0], FaultReply::whole);
    }

    /** Answers JSON with success. */
    public static FaultReply json(String json) {
        return json(200, json);
    }

    /** Answers JSON. */
    public static FaultReply json(int status, String json) {
        return of(status, json.getBytes(StandardCharsets.UTF_8), FaultReply::whole)
                .with("Content-Type", "application/json");
    }

    /** Answers a page, as proxies and logins do. */
    public static FaultReply html(int status, String text) {
        return of(
                        status,
                        ("<!DOCTYPE html><html><body>" + text + "</body></html>").getBytes(StandardCharsets.UTF_8),
                        FaultReply::whole)
                .with("Content-Type", "text/html; charset=utf-8");
    }

    /** Answers nothing and resets the connection. */
    public static FaultReply reset() {
        return of(0, new byte[0], (connection, reply) -> resetting(connection));
    }

    /** Never answers; ends when the other side goes. */
    public static FaultReply silence() {
        return of(0, new byte[0], (connection, reply) -> {
            connection.getInputStream().read();
            return false;
        });
    }

    /** Announces the whole body of another reply, sends half of it and resets the connection. */
    public FaultReply resetWithin() {
        return new FaultReply(status, headers, body, (connection, reply) -> {
            OutputStream out = connection.getOutputStream();
            out.write(reply.head(reply.body.length));
            out.write(reply.body, 0, reply.body.length / 2);
            out.flush();
            return resetting(connection);
        });
    }

    /** Sends the head at once, then a byte of the body now and then, until the other side goes. */
    public FaultReply dribbled() {
        return new FaultReply(status, headers, body, (connection, reply) -> {
            OutputStream out = connection.getOutputStream();
            out.write(reply.head(1_000_000));
            connection.setSoTimeout(DRIBBLE_MILLIS);
            for (int i = 0; i < 1_000_000; i++) {
                out.write(i < reply.body.length - 1 ? reply.body[i] : ' ');
                out.flush();
                try {
                    if (connection.getInputStream().read() < 0) {
                        return false;
                    }
                } catch (SocketTimeoutException e) {
                    // nothing came between two bytes
                }
            }
            return false;
        });
    }

    /**
     * Sends a JSON text of many bytes, made while it is sent.
     *
     * @param announced whether {@code Content-Length} tells it beforehand
     * @param sent counts the bytes that the other side took
     */
    public static FaultReply endless(long bytes, boolean announced, AtomicLong sent) {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        return of(200, new byte[0], (connection, reply) -> {
                    OutputStream out = connection.getOutputStream();
                    out.write(reply.head(announced ? bytes : -1));
                    out.write('"');
                    for (long left = bytes - 2; left > 0; left -= CHUNK) {
                        int length = (int) Math.min(CHUNK, left);
                        out.write(chunk, 0, length);
                        sent.addAndGet(length);
                    }
                    out.write('"');
                    return false;
                })
                .with("Content-Type", "application/json");
    }

    /** Answers a JSON text of many equal characters, small as it travels. */
    public static FaultReply bomb(int bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] chunk = new byte[CHUNK];
            Arrays.fill(chunk, (byte) '0');
            out.write('"');
            for (int left = bytes; left > 0; left -= CHUNK) {
                out.write(chunk, 0, Math.min(CHUNK, left));
            }
            out.write('"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(200, packed.toByteArray(), FaultReply::whole)
                .with("Content-Type", "application/json")
                .with("Content-Encoding", "gzip");
    }

    /** Returns the same with a header field. */
    public FaultReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FaultReply(status, more, body, sending);
    }

    /** Returns the same with more header fields. */
    public FaultReply with(Map<String, String> fields) {
        FaultReply reply = this;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            reply = reply.with(field.getKey(), field.getValue());
        }
        return reply;
    }

    /** Returns the same with another status. */
    public FaultReply withStatus(int other) {
        return new FaultReply(other, headers, body, sending);
    }

    /** Returns the same with the body cut in its middle; the length that is announced fits. */
    public FaultReply truncated() {
        return new FaultReply(status, headers, Arrays.copyOf(body, body.length / 2), sending);
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the same with another body. */
    public FaultReply withText(String other) {
        return new FaultReply(status, headers, other.getBytes(StandardCharsets.UTF_8), sending);
    }

    boolean send(Socket connection) throws IOException {
        return sending.to(connection, this);
    }

    private static boolean whole(Socket connection, FaultReply reply) throws IOException {
        OutputStream out = connection.getOutputStream();
        ByteArrayOutputStream once = new ByteArrayOutputStream();
        once.write(reply.head(reply.body.length));
        once.write(reply.body);
        out.write(once.toByteArray());
        out.flush();
        return true;
    }

    private static boolean resetting(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
        return false;
    }

    private byte[] head(long length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (length >= 0 && status != 204 && status != 304) {
            head.append("Content-Length: ").append(length).append("\r\n");
        } else if (length < 0) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
