package io.throughline.core.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An HTTP server on a bare socket, which can do what a proper one does not: break off, send too much, never end. Each
 * request is given to a function that chooses the reply. Thread-safe.
 */
public final class FaultServer implements AutoCloseable {

    private static final int REQUESTS_KEPT = 100;

    private final ServerSocket listening;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Deque<Request> latest = new ArrayDeque<>();
    private volatile Function<Request, FaultReply> replies = request -> FaultReply.status(404);
    private long count;
    private volatile boolean closed;

    private FaultServer(ServerSocket listening) {
        this.listening = listening;
    }

    /**
     * A request as it came.
     *
     * @param target path and query, still encoded
     * @param headers by lower-case name
     */
    public record Request(String method, String target, Map<String, String> headers, String body) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** Returns the path without the query. */
        public String path() {
            return target.replaceAll("\\?.*", "");
        }
    }

    /** Starts a server on a free port of this host. */
    public static FaultServer start() {
        try {
            FaultServer server = new FaultServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon("fault-server", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the server's address, without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Sets what answers from now on. */
    public void replies(Function<Request, FaultReply> function) {
        replies = function;
    }

    /** Gives replies one after the other from now on, the last one for ever. */
    public void replies(FaultReply first, FaultReply... others) {
        Deque<FaultReply> left = new ArrayDeque<>(List.of(others));
        left.addFirst(first);
        replies = request -> {
            synchronized (left) {
                return left.size() > 1 ? left.removeFirst() : left.getFirst();
            }
        };
    }

    /** Returns the latest requests, oldest first; no more than {@value #REQUESTS_KEPT}. */
    public synchronized List<Request> requests() {
        return List.copyOf(latest);
    }

    /** Returns how many requests came. */
    public synchronized long count() {
        return count;
    }

    /** Returns how many connections are open, as far as this side knows. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket connection = listening.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon("fault-connection", () -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean more = true;
            while (more && !closed) {
                Request request = read(in);
                keep(request);
                more = replies.apply(request).send(connection);
            }
        } catch (IOException e) {
            // the other side has gone
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized void keep(Request request) {
        count++;
        latest.addLast(request);
        if (latest.size() > REQUESTS_KEPT) {
            latest.removeFirst();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            headers.merge(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(start[0], start[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends at once, with all connections. */
    @Override
    public void close() {
        closed = true;
        List<AutoCloseable> all = new ArrayList<>(connections);
        all.add(listening);
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception e) {
                // it is closed then
            }
        }
    }
}
