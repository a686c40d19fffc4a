package io.throughline.sentry;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.sentry.internal.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a call and turns what comes of it into a result. */
final class SentryProbe {

    private final Clock clock;

    SentryProbe(Clock clock) {
        this.clock = clock;
    }

    CheckResult attempt(String capability, Operation operation, Supplier<CheckResult> call) {
        Instant started = clock.instant();
        CheckResult result;
        try {
            result = call.get();
        } catch (SourceException e) {
            result = failed(capability, operation, e);
        }
        return result.withLatency(Duration.between(started, clock.instant()));
    }

    private static CheckResult failed(String capability, Operation operation, SourceException e) {
        if (e instanceof PermissionException) {
            return result(capability, Outcome.FORBIDDEN, detail(e), "give the token the scope " + operation.scope());
        }
        Outcome outcome;
        if (e instanceof AuthenticationException) {
            outcome = Outcome.UNAUTHENTICATED;
        } else if (e instanceof NotFoundException) {
            outcome = Outcome.NOT_FOUND;
        } else if (e instanceof TransportException) {
            outcome = Outcome.UNREACHABLE;
        } else {
            outcome = Outcome.FAILED;
        }
        String remedy = e instanceof ResponseException answered
                ? answered.details().remedy()
                : "see the detail; the url, the network or a proxy in between may be at fault";
        return result(capability, outcome, detail(e), remedy);
    }

    private static String detail(SourceException failure) {
        return String.valueOf(failure.getMessage());
    }

    static CheckResult result(String capability, Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(SentrySourceProvider.ID, capability, outcome, detail, remedy);
    }

    /** Returns that something works, or a warning if it gave nothing. */
    static CheckResult found(
            String capability, long rows, @Nullable Instant latest, String detail, String none, @Nullable String remedy) {
        CheckResult result = rows > 0
                ? result(capability, Outcome.WORKS, detail, null)
                : result(capability, Outcome.WORKS_BUT_EMPTY, none, remedy);
        return result.withRows(rows, latest);
    }
}
