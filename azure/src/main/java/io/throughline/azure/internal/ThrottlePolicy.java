package io.throughline.azure.internal;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
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
 * Keeps one plane's calls within what the service allows: at most so many at once, never faster than its documented rates,
 * none before the instant that the service named to any of them, and again after a refusal or a failure that passes. Replaces the SDK's retry policy,
 * which ignores some of Azure's own headers and repeats log queries that ran out of time.
 */
final class ThrottlePolicy implements HttpPipelinePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(ThrottlePolicy.class);

    private static final int MOST_CONNECTS = 2;

    private final PlaneLimits limits;
    private final RetryPolicy retries;
    private final Semaphore slots;
    private final CallBudget budget;
    private final Clock clock;
    private final Waiter waiter;
    private boolean held;
    private long heldUntilNanos;
    private @Nullable HttpResponse refusal;

    /**
     * Creates a policy, whose calls are counted together.
     *
     * @param clock only for answers that name the instant to wait for, not how long
     * @param waiter lets time pass, and tells how much has
     */
    ThrottlePolicy(PlaneLimits limits, Clock clock, Waiter waiter) {
        this.limits = limits;
        this.retries = limits.retries();
        this.slots = new Semaphore(limits.concurrency(), true);
        this.budget = new CallBudget(limits.rates());
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
                return attempts(context.getHttpRequest(), next, notes, begun);
            } finally {
                slots.release();
                notes.elapsed(since(begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }

    private HttpResponse attempts(HttpRequest request, HttpPipelineNextSyncPolicy next, CallNotes notes, long acquired)
            throws InterruptedException {
        // Time that went into keeping to the rates is not held against the call.
        long begun = acquired;
        for (int attempt = 1; ; attempt++) {
            Optional<HttpResponse> refused = refusedForLong(request);
            if (refused.isPresent()) {
                return refused.get();
            }
            begun += awaitTurn(request, notes);
            notes.attempt(attempt);
            boolean last = attempt >= retries.maxAttempts();
            Duration wait;
            boolean asked = false;
            try {
                HttpResponse response = next.clone().processSync();
                int status = response.getStatusCode();
                if (!repeatable(status, notes) || last) {
                    holdIfSpent(status, response);
                    return response;
                }
                Optional<Duration> told = WaitHeaders.read(response.getHeaders(), clock.instant());
                boolean refuses = status == 429 || (status == 503 && limits.refusesWith503());
                asked = refuses || told.isPresent();
                wait = told.orElse(refuses ? limits.waitUntold() : ownWait(attempt));
                if (asked) {
                    holdAll(wait, response);
                }
                if (tooLong(wait, begun)) {
                    return response;
                }
                response.close();
                LOG.info("{} answered {}; next attempt in {} s", limits.plane(), status, seconds(wait));
            } catch (UncheckedIOException e) {
                wait = ownWait(attempt);
                if (last || !passes(e.getCause(), attempt, notes) || tooLong(wait, begun)) {
                    throw e;
                }
                LOG.info("{} gave no answer ({}); next attempt in {} s", limits.plane(), e.getMessage(), seconds(wait));
            }
            if (asked) {
                notes.slowedDown();
            } else {
                waiter.await(wait);
            }
        }
    }

    /** A last refusal concerns the calls that follow, and so does an answer that says nothing is left. */
    private void holdIfSpent(int status, HttpResponse response) {
        Optional<Duration> wait = status == 429
                ? Optional.of(
                        WaitHeaders.read(response.getHeaders(), clock.instant()).orElse(limits.waitUntold()))
                : WaitHeaders.untilRefilled(response.getHeaders());
        wait.ifPresent(refill -> holdAll(refill, response));
    }

    /**
     * Waits for the instant named by the service to any call of this plane, then for room within the rates.
     *
     * @return nanoseconds that the rates took
     */
    private long awaitTurn(HttpRequest request, CallNotes notes) throws InterruptedException {
        long paced = 0;
        while (true) {
            Duration told = pause();
            Duration wait = told.isZero() ? budget.take(request, notes.weight(), waiter.elapsedNanos()) : told;
            if (wait.isZero()) {
                return paced;
            }
            if (told.isZero()) {
                paced += wait.toNanos();
                LOG.debug("{} has room for the next call in {} s", limits.plane(), seconds(wait));
            } else {
                notes.slowedDown();
            }
            waiter.await(wait);
        }
    }

    private synchronized Duration pause() {
        long left = held ? heldUntilNanos - waiter.elapsedNanos() : 0;
        held = left > 0;
        return held ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private synchronized void holdAll(Duration wait, HttpResponse answer) {
        long until = waiter.elapsedNanos() + wait.toNanos();
        if (!held || until - heldUntilNanos > 0) {
            held = true;
            heldUntilNanos = until;
            refusal = wait.compareTo(retries.longestWait()) > 0 ? answer : null;
        }
    }

    /** While the service wants to be left alone for longer than anybody waits, its answer is that of all calls. */
    private synchronized Optional<HttpResponse> refusedForLong(HttpRequest request) {
        HttpResponse answer = refusal;
        if (answer == null || pause().compareTo(retries.longestWait()) <= 0) {
            return Optional.empty();
        }
        byte[] body = answer.getBodyAsByteArray().block();
        return Optional.of(new ReplayedResponse(
                request, answer.getStatusCode(), answer.getHeaders(), body == null ? new byte[0] : body));
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
            case 504 -> limits.repeatsGatewayTimeouts();
            default -> false;
        };
    }

    /** A host that refuses or is unknown seldom comes up within seconds; a certificate or a size never does. */
    private static boolean passes(@Nullable Throwable cause, int attempt, CallNotes notes) {
        boolean maybeDone = notes.isOnlyOnce() && !(cause instanceof ConnectException);
        if (maybeDone || cause instanceof BodyTooLargeException || cause instanceof SSLException) {
            return false;
        }
        if (cause instanceof JacksonException) {
            // What ends too early was cut off on the way; what is otherwise wrong stays so.
            return cause instanceof JsonEOFException;
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
