package io.throughline.examples.tenant.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port of loopback that is taken and listened to by nobody: connections to it are refused as long as it is open. */
public final class DeadPort implements AutoCloseable {

    private final Socket socket;

    private DeadPort(Socket socket) {
        this.socket = socket;
    }

    /** Takes a free port. */
    public static DeadPort reserve() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new DeadPort(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback is free", e);
        }
    }

    /** Returns the address that nobody answers at. */
    public URI uri() {
        return URI.create("https://localhost:" + socket.getLocalPort());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give a port back", e);
        }
    }
}
