package io.throughline.core.http;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.TransportFailure.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes calls: attempts and waits between them, as resilience4j decides from each attempt's failure and the vendor's
 * words about it.
 */
final class Exchanges {

    private final RestClientBuilder settings;
    private final Attempts attempts;
    private final Retry retry;
    private final AtomicLong throttled = new AtomicLong();

    Exchanges(RestClientBuilder settings) {
        this.settings = settings;
        this.attempts = new Attempts(settings);
        this.retry = Retry.of(settings.source(), retryConfig(settings.retryPolicy()));
    }

    /** Makes a value of a plain body. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(byte[] plain, String contentType) throws Json.Fault;
    }

    long timesThrottled() {
        return throttled.get();
    }

    <T> RestResponse<T> execute(RestCall call, String accept, Decoder<T> decoder) {
        Retry.AsyncContext<Object> decisions = retry.asyncContext();
        Duration elapsed = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            AttemptFailure failure;
            long started = System.nanoTime();
            try {
                elapsed = elapsed.plus(admit());
                try {
                    RestResponse<T> response = attempts.make(call, accept, decoder, attempt, elapsed);
                    settings.retryBudget().giveBack(1);
                    pauseIfUsedUp(response);
                    decisions.onComplete();
                    return response;
                } finally {
                    settings.limiter().release();
                }
            } catch (InterruptedException e) {
                throw interrupted(call, attempt, elapsed, e);
            } catch (AttemptFailure e) {
                failure = e;
            }
            elapsed = elapsed.plusNanos(System.nanoTime() - started);
            noteThrottling(failure);
            long wait = mayRetry(failure) ? decisions.onError(failure) : -1;
            if (wait < 0
                    || elapsed.plusMillis(wait).compareTo(settings.retryPolicy().longestCall()) > 0
                    || !settings.retryBudget()
                            .take(failure.throttled() ? RetryBudget.THROTTLED_COST : RetryBudget.TRANSIENT_COST)) {
                throw failure.outcome();
            }
            elapsed = elapsed.plus(pause(call, attempt, elapsed, Duration.ofMillis(wait)));
        }
    }

    SourceException refusedLink(String operation, URI target) {
        return new SourceException(
                Category.REMOTE,
                CallInfo.of(settings.source(), operation, "GET", target, 0, Duration.ZERO),
                "the vendor's link leads to another origin than " + Redaction.of(settings.endpoint())
                        + ", where the credential must not go; set the url to the host that the vendor answers from",
                null);
    }

    private boolean mayRetry(AttemptFailure failure) {
        return failure.mayRetry()
                && failure.vendorWait().compareTo(settings.retryPolicy().longestWait()) <= 0;
    }

    private Duration admit() throws InterruptedException {
        Duration paused = settings.limiter().acquire(settings.waiter());
        if (!paused.isZero()) {
            throttled.incrementAndGet();
        }
        return paused;
    }

    /** The vendor says that no call is left: nobody under this identity calls again before the window ends. */
    private void pauseIfUsedUp(RestResponse<?> response) {
        Instant now = settings.clock().instant();
        RateLimit limit = settings.rateLimitHints().read(response.status(), response.headers(), now);
        Instant reset = limit.reset();
        Long remaining = limit.remaining();
        if (reset != null && remaining != null && remaining <= 0) {
            pauseAll(Duration.between(now, reset));
        }
    }

    private void noteThrottling(AttemptFailure failure) {
        if (failure.throttled()) {
            throttled.incrementAndGet();
            pauseAll(failure.vendorWait());
        }
    }

    private void pauseAll(Duration wanted) {
        Duration longest = settings.retryPolicy().longestWait();
        settings.limiter().pause(wanted.compareTo(longest) > 0 ? longest : wanted, settings.waiter());
    }

    private Duration pause(RestCall call, int attempt, Duration elapsed, Duration wait) {
        try {
            settings.waiter().await(wait);
            return wait;
        } catch (InterruptedException e) {
            throw interrupted(call, attempt, elapsed, e);
        }
    }

    private SourceException interrupted(RestCall call, int attempt, Duration elapsed, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new TransportException(
                CallInfo.of(settings.source(), call.operation(), call.method(), call.uri(), attempt, elapsed),
                Phase.INTERRUPTED,
                "the thread was interrupted",
                cause);
    }

    private static RetryConfig retryConfig(RetryPolicy policy) {
        double doubling = 2;
        IntervalFunction own = policy.jitter() > 0
                ? IntervalFunction.ofExponentialRandomBackoff(
                        policy.firstWait(), doubling, policy.jitter(), policy.longestWait())
                : IntervalFunction.ofExponentialBackoff(policy.firstWait(), doubling, policy.longestWait());
        return RetryConfig.custom()
                .maxAttempts(policy.maxAttempts())
                .retryOnException(AttemptFailure.class::isInstance)
                .intervalBiFunction((attempt, outcome) -> {
                    long wanted = outcome.isLeft() && outcome.getLeft() instanceof AttemptFailure failure
                            ? failure.vendorWait().toMillis()
                            : 0;
                    return wanted > 0 ? wanted : own.apply(attempt);
                })
                .build();
    }

    /** One attempt failed. */
    static final class AttemptFailure extends Exception {

        private static final long serialVersionUID = 1L;

        private final SourceException outcome;
        private final boolean mayRetry;
        private final boolean throttled;
        private final Duration vendorWait;

        AttemptFailure(SourceException outcome, boolean mayRetry, boolean throttled, Duration vendorWait) {
            super(outcome);
            this.outcome = outcome;
            this.mayRetry = mayRetry;
            this.throttled = throttled;
            this.vendorWait = vendorWait;
        }

        SourceException outcome() {
            return outcome;
        }

        boolean mayRetry() {
            return mayRetry;
        }

        boolean throttled() {
            return throttled;
        }

        Duration vendorWait() {
            return vendorWait;
        }
    }
}
