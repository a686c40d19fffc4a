package io.throughline.core.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Puts a {@link RestClient} together. Not thread-safe, reusable. */
public final class RestClientBuilder {

    /** Total time of one attempt unless told otherwise, seconds: {@value}. */
    public static final int STANDARD_TIMEOUT_SECONDS = 60;
    /** The most bytes of a body, before and after decompression, unless told otherwise: {@value}. */
    public static final long STANDARD_MAX_BODY_BYTES = 64L * 1024 * 1024;
    /** Calls that run at once unless told otherwise: {@value}. */
    public static final int STANDARD_CONCURRENCY = 4;

    private final String source;
    private final URI endpoint;
    private final HttpTransport transport;
    private Credential credential = Credential.none();
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private RetryBudget retryBudget = RetryBudget.standard();
    private RequestLimiter limiter = RequestLimiter.concurrent(STANDARD_CONCURRENCY);
    private RateLimitHints rateLimitHints = RateLimitHints.none();
    private ErrorReader errorReader = ErrorReader.standard();
    private Duration timeout = Duration.ofSeconds(STANDARD_TIMEOUT_SECONDS);
    private long maxBodyBytes = STANDARD_MAX_BODY_BYTES;
    private String userAgent = UserAgent.standard();
    private Clock clock = Clock.systemUTC();
    private Waiter waiter = Waiter.sleeping();
    private CallObserver observer = CallObserver.none();
    private UnreadableItems unreadable = new UnreadableItems();

    RestClientBuilder(String source, URI endpoint, HttpTransport transport) {
        this.source = Objects.requireNonNull(source, "source");
        this.transport = Objects.requireNonNull(transport, "transport");
        if (Origin.of(endpoint).isEmpty() || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "endpoint must be an absolute http(s) address without user, query or fragment, was "
                            + Redaction.of(endpoint));
        }
        this.endpoint = URI.create(endpoint.toString().replaceAll("/+$", ""));
    }

    private RestClientBuilder(RestClientBuilder other, URI endpoint) {
        this(other.source, endpoint, other.transport);
        this.credential = other.credential;
        this.retryPolicy = other.retryPolicy;
        this.retryBudget = other.retryBudget;
        this.limiter = other.limiter;
        this.rateLimitHints = other.rateLimitHints;
        this.errorReader = other.errorReader;
        this.timeout = other.timeout;
        this.maxBodyBytes = other.maxBodyBytes;
        this.userAgent = other.userAgent;
        this.clock = other.clock;
        this.waiter = other.waiter;
        this.observer = other.observer;
        this.unreadable = other.unreadable;
    }

    /** Sets what proves who calls; none otherwise. */
    public RestClientBuilder credential(Credential value) {
        credential = Objects.requireNonNull(value, "credential");
        return this;
    }

    /** Sets how often to try again; {@link RetryPolicy#standard()} otherwise. */
    public RestClientBuilder retryPolicy(RetryPolicy value) {
        retryPolicy = Objects.requireNonNull(value, "retryPolicy");
        return this;
    }

    /** Sets the budget of retries, which clients may share. */
    public RestClientBuilder retryBudget(RetryBudget value) {
        retryBudget = Objects.requireNonNull(value, "retryBudget");
        return this;
    }

    /** Sets the limiter, which clients under one identity should share. */
    public RestClientBuilder limiter(RequestLimiter value) {
        limiter = Objects.requireNonNull(value, "limiter");
        return this;
    }

    /** Sets how the vendor's limit headers are read. */
    public RestClientBuilder rateLimitHints(RateLimitHints value) {
        rateLimitHints = Objects.requireNonNull(value, "rateLimitHints");
        return this;
    }

    /** Sets how the vendor's errors are read. */
    public RestClientBuilder errorReader(ErrorReader value) {
        errorReader = Objects.requireNonNull(value, "errorReader");
        return this;
    }

    /** Sets the total time of one attempt, from connecting to the last byte of the body. */
    public RestClientBuilder timeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, was " + value);
        }
        timeout = value;
        return this;
    }

    /** Sets the most bytes of a body, both as sent and after decompression. */
    public RestClientBuilder maxBodyBytes(long value) {
        if (value < 1 || value > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "maxBodyBytes must be in [1, " + (Integer.MAX_VALUE - 8) + "], was " + value);
        }
        maxBodyBytes = value;
        return this;
    }

    /** Adds the host application's name to the user agent: {@code throughline/<version> <suffix>}. */
    public RestClientBuilder userAgentSuffix(String suffix) {
        if (suffix.chars().anyMatch(c -> c < 0x20 || c >= 0x7f)) {
            throw new IllegalArgumentException("userAgentSuffix must be printable ASCII");
        }
        userAgent = suffix.isBlank() ? UserAgent.standard() : UserAgent.standard() + " " + suffix.strip();
        return this;
    }

    /** Sets the clock that limits' reset instants are compared to. */
    public RestClientBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Sets how time passes before a retry; tests give one that does not sleep. */
    public RestClientBuilder waiter(Waiter value) {
        waiter = Objects.requireNonNull(value, "waiter");
        return this;
    }

    /** Sets who is told of each attempt. */
    public RestClientBuilder observer(CallObserver value) {
        observer = Objects.requireNonNull(value, "observer");
        return this;
    }

    /** Sets where items of lists go that cannot be read; otherwise each fails the answer that it is part of. */
    public RestClientBuilder unreadable(UnreadableItems value) {
        unreadable = Objects.requireNonNull(value, "unreadable");
        return this;
    }

    /** Returns the client. */
    public RestClient build() {
        return new RestClient(at(endpoint));
    }

    /** Returns a copy for another address. */
    RestClientBuilder at(URI address) {
        return new RestClientBuilder(this, address);
    }

    String source() {
        return source;
    }

    URI endpoint() {
        return endpoint;
    }

    HttpTransport transport() {
        return transport;
    }

    Credential credential() {
        return credential;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    RequestLimiter limiter() {
        return limiter;
    }

    RateLimitHints rateLimitHints() {
        return rateLimitHints;
    }

    ErrorReader errorReader() {
        return errorReader;
    }

    Duration timeout() {
        return timeout;
    }

    long maxBodyBytes() {
        return maxBodyBytes;
    }

    String userAgent() {
        return userAgent;
    }

    Clock clock() {
        return clock;
    }

    Waiter waiter() {
        return waiter;
    }

    CallObserver observer() {
        return observer;
    }

    UnreadableItems unreadable() {
        return unreadable;
    }

    /** Returns source and endpoint; no credential. */
    @Override
    public String toString() {
        return "RestClientBuilder[" + source + " at " + Redaction.of(endpoint) + "]";
    }
}
