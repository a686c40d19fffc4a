package io.throughline.core.http;

import java.io.IOException;

/**
 * The seam between the clients and the network: one exchange, without retries, redirects, decompression or any opinion on
 * the status. Implementations are thread-safe.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Makes one exchange and reads the answer to its end.
     *
     * @throws TransportFailure if there was no whole answer, with the phase it failed in
     * @throws BodyTooLargeException if the body exceeds {@link TransportRequest#maxBodyBytes()}
     * @throws IOException for any other reason; taken as no answer
     * @throws InterruptedException if the thread was interrupted; the exchange is cancelled
     */
    TransportResponse exchange(TransportRequest request) throws IOException, InterruptedException;
}
