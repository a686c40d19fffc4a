package io.throughline.examples.shop.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network link can be made slow, cut and mended. */
class NetworkTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private ServerSocket service;
    private Network network;
    private int port;

    @BeforeEach
    void link() throws IOException {
        service = new ServerSocket(0, 50, HERE);
        try (ServerSocket free = new ServerSocket(0, 50, HERE)) {
            port = free.getLocalPort();
        }
        network = new Network(port, service.getLocalPort(), Duration.ZERO);
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        service.close();
    }

    @Test
    void carriesWhatIsSent() throws IOException {
        try (Socket client = connect();
                Socket end = service.accept()) {
            assertThat(roundTrip(client, end)).isEqualTo(7);
        }
    }

    @Test
    void takesLongerWhenSlowed() throws IOException {
        network.slow(Duration.ofMillis(300));
        try (Socket client = connect();
                Socket end = service.accept()) {
            long start = System.nanoTime();
            assertThat(roundTrip(client, end)).isEqualTo(7);
            // The jitter's factor is below a third about once in two hundred thousand messages.
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(Duration.ofMillis(100).toNanos());
        }
    }

    @Test
    void closesWhatIsOpenWhenItIsCut() throws IOException {
        try (Socket client = connect();
                Socket end = service.accept()) {
            assertThat(roundTrip(client, end)).isEqualTo(7);
            network.cut();

            assertEnded(client);
        }
    }

    @Test
    void letsNothingThroughUntilItIsMended() throws IOException {
        network.cut();
        try (Socket refused = connect()) {
            assertEnded(refused);
        }
        network.mend();
        try (Socket client = connect();
                Socket end = service.accept()) {
            assertThat(roundTrip(client, end)).isEqualTo(7);
        }
    }

    @Test
    void aTargetThatIsNotThereClosesTheConnection() throws IOException {
        service.close();
        try (Socket client = connect()) {
            assertEnded(client);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(HERE, port);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int roundTrip(Socket client, Socket end) throws IOException {
        client.getOutputStream().write(7);
        return end.getInputStream().read();
    }

    /** The other side is gone: the end of the stream or a reset, but not five seconds of silence. */
    private static void assertEnded(Socket socket) {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThatThrownBy(() -> {
                        throw e;
                    })
                    .isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }
}
