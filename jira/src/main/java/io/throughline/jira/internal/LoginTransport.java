package io.throughline.jira.internal;

import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.io.IOException;

/**
 * Takes a success of which Jira says that the login was refused for what it is, a 401: its body may be empty, a page to log
 * in, or anything else that nobody should be told of as an answer. Thread-safe if the transport underneath is.
 */
public final class LoginTransport implements HttpTransport {

    private static final int UNAUTHORIZED = 401;

    private final HttpTransport transport;

    /** Creates a transport over another. */
    public LoginTransport(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public TransportResponse exchange(TransportRequest request) throws IOException, InterruptedException {
        TransportResponse response = transport.exchange(request);
        boolean success = response.status() >= 200 && response.status() < 300;
        return success && JiraErrors.refusal(response.headers()).isPresent()
                ? TransportResponse.owning(UNAUTHORIZED, response.headers(), response.body())
                : response;
    }
}
