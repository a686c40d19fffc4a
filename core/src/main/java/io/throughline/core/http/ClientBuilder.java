package io.throughline.core.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for every vendor's client. Not thread-safe, reusable.
 *
 * @param <B> the vendor's own builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {

    private final String source;
    private final URI endpoint;
    private @Nullable HttpTransport transport;
    private Credential credential = Credential.none();
    private RequestLimiter limiter = RequestLimiter.concurrent(RestClientBuilder.STANDARD_CONCURRENCY);
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private Duration timeout = Duration.ofSeconds(RestClientBuilder.STANDARD_TIMEOUT_SECONDS);
    private long maxBodyBytes = RestClientBuilder.STANDARD_MAX_BODY_BYTES;
    private String userAgentSuffix = "";
    private Clock clock = Clock.systemUTC();
    private Waiter waiter = Waiter.sleeping();
    private CallObserver observer = CallObserver.none();
    private UnreadableItems unreadable = new UnreadableItems();

    /**
     * Creates a builder.
     *
     * @param source the vendor's id, for messages
     * @param endpoint absolute address that the paths of calls are appended to
     */
    protected ClientBuilder(String source, URI endpoint) {
        this.source = Objects.requireNonNull(source, "source");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Returns this. */
    protected abstract B self();

    /** Sets what proves who calls; nothing otherwise. */
    public B credential(Credential value) {
        credential = Objects.requireNonNull(value, "credential");
        return self();
    }

    /** Sets the HTTP client to use, which must not follow redirects by itself and is not closed here. */
    public B httpClient(HttpClient value) {
        return transport(new JdkHttpTransport(value));
    }

    /** Sets how requests travel; otherwise over {@link HttpClients#standard()}. */
    public B transport(HttpTransport value) {
        transport = Objects.requireNonNull(value, "transport");
        return self();
    }

    /** Sets the budget of calls, which all clients under one identity should share. */
    public B limiter(RequestLimiter value) {
        limiter = Objects.requireNonNull(value, "limiter");
        return self();
    }

    /** Sets how often to try again; {@link RetryPolicy#standard()} otherwise. */
    public B retryPolicy(RetryPolicy value) {
        retryPolicy = Objects.requireNonNull(value, "retryPolicy");
        return self();
    }

    /** Sets the total time of one attempt, from connecting to the last byte of the body. */
    public B timeout(Duration value) {
        timeout = Objects.requireNonNull(value, "timeout");
        return self();
    }

    /** Sets the most bytes of an answer's body, both as sent and after decompression. */
    public B maxBodyBytes(long value) {
        maxBodyBytes = value;
        return self();
    }

    /** Adds the host application's name to the user agent. */
    public B userAgentSuffix(String value) {
        userAgentSuffix = Objects.requireNonNull(value, "userAgentSuffix");
        return self();
    }

    /** Sets the clock that limits' reset instants are compared to. */
    public B clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /** Sets how time passes before a retry; tests give one that does not sleep. */
    public B waiter(Waiter value) {
        waiter = Objects.requireNonNull(value, "waiter");
        return self();
    }

    /** Sets who is told of each attempt of each call: its status, request id, duration and limits. */
    public B observer(CallObserver value) {
        observer = Objects.requireNonNull(value, "observer");
        return self();
    }

    /** Sets where items of lists go that cannot be read; otherwise each fails the answer that it is part of. */
    public B unreadable(UnreadableItems value) {
        unreadable = Objects.requireNonNull(value, "unreadable");
        return self();
    }

    /** Returns the address that the paths of calls are appended to. */
    protected URI endpoint() {
        return endpoint;
    }

    /** Returns a builder of the client underneath, with all that was chosen here. */
    protected RestClientBuilder rest() {
        return rest(endpoint);
    }

    /** Returns the same for another address, such as the vendor's other interface. */
    protected RestClientBuilder rest(URI address) {
        HttpTransport chosen = transport != null ? transport : new JdkHttpTransport(HttpClients.standard());
        // Clients that come from this builder share the connections.
        transport = chosen;
        return RestClient.builder(source, address, chosen)
                .credential(credential)
                .limiter(limiter)
                .retryPolicy(retryPolicy)
                .timeout(timeout)
                .maxBodyBytes(maxBodyBytes)
                .userAgentSuffix(userAgentSuffix)
                .clock(clock)
                .waiter(waiter)
                .observer(observer)
                .unreadable(unreadable);
    }
}
