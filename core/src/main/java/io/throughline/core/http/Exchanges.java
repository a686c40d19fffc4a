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
import org.jspecify.annotations.Nullable;

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
                elapsed = elapsed.plus(admit(call));
                started = System.nanoTime();
                try {
                    RestResponse<T> response = attempts.make(call, accept, decoder, attempt, elapsed);
                    settings.retryBudget().giveBack(1);
                    learn(call, response);
                    decisions.onComplete();
                    return response;
                } finally {
                    settings.limiter().release(call.bucket());
                }
            } catch (InterruptedException e) {
                throw interrupted(call, attempt, elapsed, e);
            } catch (AttemptFailure e) {
                failure = e;
            }
            elapsed = elapsed.plusNanos(System.nanoTime() - started);
            noteThrottling(call, failure);
            long wait = mayRetry(failure) ? decisions.onError(failure) : -1;
            if (wait < 0
                    || elapsed.plusMillis(wait).compareTo(settings.retryPolicy().longestCall()) > 0
                    || !settings.retryBudget()
                            .take(
                                    failure.refusal() != null
                                            ? RetryBudget.THROTTLED_COST
                                            : RetryBudget.TRANSIENT_COST)) {
                throw failure.told(call.isIdempotent());
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

    private Duration admit(RestCall call) throws InterruptedException {
        RequestLimiter.Admission admission = settings.limiter().acquire(call.bucket(), settings.waiter());
        if (admission.held()) {
            throttled.incrementAndGet();
        }
        return admission.waited();
    }

    /** Nobody who shares a limit calls again before its window ends once nothing is left; near it they slow down. */
    private void learn(RestCall call, RestResponse<?> response) {
        Instant now = ServerTime.now(response.headers(), settings.clock().instant());
        RateLimit limit = settings.rateLimitHints().read(response.status(), response.headers(), now);
        Instant reset = limit.reset();
        Duration left = reset == null ? Duration.ofNanos(-1) : bounded(fromNow(now, reset));
        settings.limiter().answered(call.bucket(), limit, left, settings.waiter());
    }

    private static Duration fromNow(Instant now, Instant reset) {
        return reset.isBefore(now) ? Duration.ZERO : Duration.between(now, reset);
    }

    private void noteThrottling(RestCall call, AttemptFailure failure) {
        RateLimit refusal = failure.refusal();
        if (refusal != null) {
            throttled.incrementAndGet();
            settings.limiter().refused(call.bucket(), refusal, bounded(failure.vendorWait()), settings.waiter());
        }
    }

    private Duration bounded(Duration wanted) {
        Duration longest = settings.retryPolicy().longestWait();
        return wanted.compareTo(longest) > 0 ? longest : wanted;
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
        private final transient @Nullable RateLimit refusal;
        private final Duration vendorWait;
        private boolean perhapsDone;

        /**
         * Creates a failure.
         *
         * @param refusal what the vendor said of its limit, if it refused the call
         */
        AttemptFailure(SourceException outcome, boolean mayRetry, @Nullable RateLimit refusal, Duration vendorWait) {
            super(outcome);
            this.outcome = outcome;
            this.mayRetry = mayRetry;
            this.refusal = refusal;
            this.vendorWait = vendorWait;
        }

        /** Marks that the vendor may have carried the call out. */
        AttemptFailure perhapsDone() {
            perhapsDone = true;
            return this;
        }

        /** Returns what the caller is told. */
        SourceException told(boolean repeatable) {
            return perhapsDone && !repeatable ? new OutcomeUnknownException(outcome) : outcome;
        }

        boolean mayRetry() {
            return mayRetry;
        }

        @Nullable
        RateLimit refusal() {
            return refusal;
        }

        Duration vendorWait() {
            return vendorWait;
        }
    }
}
