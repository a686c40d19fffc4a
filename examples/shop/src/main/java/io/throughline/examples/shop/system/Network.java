package io.throughline.examples.shop.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One network link: a TCP relay that delays each piece of data by a latency with a little jitter, as the way between two hosts in
 * a region does, and that can be pointed to another target, as a load balancer can. Existing connections keep their target.
 */
public final class Network implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server;
    private final long latencyNanos;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean cut;
    private volatile long extraNanos;

    Network(int port, int target, Duration latency) throws IOException {
        this.server = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
        this.target = target;
        this.latencyNanos = latency.toNanos();
        start("accept-" + port, this::accept);
    }

    void pointTo(int port) {
        target = port;
    }

    /** Delays each message by this much more. */
    public void slow(Duration extra) {
        extraNanos = extra.toNanos();
    }

    /** Closes all connections, and new ones as soon as they are made. */
    public void cut() {
        cut = true;
        sockets.forEach(this::close);
    }

    /** Takes connections again. */
    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The link is closed.
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        if (cut) {
            close(client);
            return;
        }
        try {
            Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(service);
            client.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
            start("out", () -> copy(client, service));
            start("back", () -> copy(service, client));
        } catch (IOException e) {
            // Its target is not there: the caller sees a closed connection, as on a real network.
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                delay();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Either end went away: the other one is closed below.
        } finally {
            close(from);
            close(to);
        }
    }

    private void delay() {
        double jitter = Math.exp(0.25 * ThreadLocalRandom.current().nextGaussian());
        long until = System.nanoTime() + (long) ((latencyNanos + extraNanos) * jitter);
        for (long left = until - System.nanoTime(); left > 20_000; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left - 10_000);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that cannot be closed.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(this::close);
    }
}
