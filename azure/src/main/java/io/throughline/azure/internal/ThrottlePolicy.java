package io.throughline.azure.internal;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.throughline.core.http.BodyTooLargeException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.Waiter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Keeps one plane's calls within what the service allows: at most so many at once, none before the instant that the
 * service named to any of them, and again after a refusal or a failure that passes. Replaces the SDK's retry policy,
 * which ignores some of Azure's own headers and repeats log queries that ran out of time.
 */
final class ThrottlePolicy implements HttpPipelinePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(ThrottlePolicy.class);

    private static final int MOST_CONNECTS = 2;

    private final String plane;
    private final Semaphore slots;
    private final boolean repeatsGatewayTimeouts;
    private final Duration waitUntold;
    private final RetryPolicy retries;
    private final Clock clock;
    private final Waiter waiter;
    private boolean held;
    private long heldUntilNanos;

    /**
     * Creates a policy.
     *
     * @param concurrency calls that may run at once
     * @param repeatsGatewayTimeouts whether a 504 is worth the same call again
     * @param waitUntold wait after a 429 that names none
     * @param clock only for answers that name the instant to wait for, not how long
     * @param waiter lets time pass, and tells how much has
     */
    ThrottlePolicy(
            String plane,
            int concurrency,
            boolean repeatsGatewayTimeouts,
            Duration waitUntold,
            RetryPolicy retries,
            Clock clock,
            Waiter waiter) {
        this.plane = plane;
        this.slots = new Semaphore(concurrency, true);
        this.repeatsGatewayTimeouts = repeatsGatewayTimeouts;
        this.waitUntold = waitUntold;
        this.retries = retries;
        this.clock = clock;
        this.waiter = waiter;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        CallNotes notes = CallNotes.of(context.getContext()).orElseGet(CallNotes::new);
        try {
            slots.acquire();
            long begun = waiter.elapsedNanos();
            try {
                return attempts(next, notes, begun);
            } finally {
                slots.release();
                notes.elapsed(since(begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }

    private HttpResponse attempts(HttpPipelineNextSyncPolicy next, CallNotes notes, long begun)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            awaitTurn(notes);
            notes.attempt(attempt);
            boolean last = attempt >= retries.maxAttempts();
            Duration wait;
            boolean asked = false;
            try {
                HttpResponse response = next.clone().processSync();
                int status = response.getStatusCode();
                if (!repeatable(status, notes) || last) {
                    return response;
                }
                Optional<Duration> told = WaitHeaders.read(response.getHeaders(), clock.instant());
                asked = status == 429 || told.isPresent();
                wait = told.orElse(status == 429 ? waitUntold : ownWait(attempt));
                if (tooLong(wait, begun)) {
                    return response;
                }
                response.close();
                if (asked) {
                    holdAll(wait);
                }
                LOG.info("{} answered {}; next attempt in {} s", plane, status, seconds(wait));
            } catch (UncheckedIOException e) {
                wait = ownWait(attempt);
                if (last || !passes(e.getCause(), attempt, notes) || tooLong(wait, begun)) {
                    throw e;
                }
                LOG.info("{} gave no answer ({}); next attempt in {} s", plane, e.getMessage(), seconds(wait));
            }
            if (asked) {
                notes.slowedDown();
            } else {
                waiter.await(wait);
            }
        }
    }

    /** Waits for the instant named by the service to any call of this plane. */
    private void awaitTurn(CallNotes notes) throws InterruptedException {
        Duration pause = pause();
        while (!pause.isZero()) {
            notes.slowedDown();
            waiter.await(pause);
            pause = pause();
        }
    }

    private synchronized Duration pause() {
        long left = held ? heldUntilNanos - waiter.elapsedNanos() : 0;
        held = left > 0;
        return held ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private synchronized void holdAll(Duration wait) {
        long until = waiter.elapsedNanos() + wait.toNanos();
        if (!held || until - heldUntilNanos > 0) {
            held = true;
            heldUntilNanos = until;
        }
    }

    private Duration since(long begun) {
        return Duration.ofNanos(waiter.elapsedNanos() - begun);
    }

    private boolean repeatable(int status, CallNotes notes) {
        if (notes.isOnlyOnce()) {
            // Refused for their number, calls are not carried out; of all other failures that is not sure.
            return status == 429;
        }
        return switch (status) {
            case 408, 429, 500, 502, 503 -> true;
            case 504 -> repeatsGatewayTimeouts;
            default -> false;
        };
    }

    /** A host that refuses or is unknown seldom comes up within seconds; a certificate or a size never does. */
    private static boolean passes(@Nullable Throwable cause, int attempt, CallNotes notes) {
        boolean maybeDone = notes.isOnlyOnce() && !(cause instanceof ConnectException);
        if (maybeDone || cause instanceof BodyTooLargeException || cause instanceof SSLException) {
            return false;
        }
        return !(cause instanceof ConnectException) || attempt < MOST_CONNECTS;
    }

    private boolean tooLong(Duration wait, long begun) {
        return wait.compareTo(retries.longestWait()) > 0
                || since(begun).plus(wait).compareTo(retries.longestCall()) > 0;
    }

    private Duration ownWait(int attempt) {
        Duration wait = retries.firstWait().multipliedBy(1L << Math.min(attempt - 1, 20));
        return wait.compareTo(retries.longestWait()) > 0 ? retries.longestWait() : wait;
    }

    private static double seconds(Duration wait) {
        return wait.toMillis() / 1000.0;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.error(AzurePipelines.onlyOnTheCallersThread());
    }
}
