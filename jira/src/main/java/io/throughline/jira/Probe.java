package io.throughline.jira;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.TransportException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a call and turns what comes of it into a result. */
final class Probe {

    private final Clock clock;

    Probe(Clock clock) {
        this.clock = clock;
    }

    CheckResult attempt(String capability, Supplier<CheckResult> call) {
        Instant started = clock.instant();
        CheckResult result;
        try {
            result = call.get();
        } catch (ThroughlineException e) {
            result = failed(capability, e);
        }
        return result.latency() == null ? result.withLatency(Duration.between(started, clock.instant())) : result;
    }

    static CheckResult works(String capability, String detail) {
        return result(capability, Outcome.WORKS, detail, null);
    }

    static CheckResult result(String capability, Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(JiraIds.SYSTEM, capability, outcome, detail, remedy);
    }

    private static CheckResult failed(String capability, ThroughlineException e) {
        Outcome outcome;
        if (e instanceof AuthenticationException) {
            outcome = Outcome.UNAUTHENTICATED;
        } else if (e instanceof PermissionException) {
            outcome = Outcome.FORBIDDEN;
        } else if (e instanceof NotFoundException) {
            outcome = Outcome.NOT_FOUND;
        } else if (e instanceof TransportException) {
            outcome = Outcome.UNREACHABLE;
        } else {
            outcome = Outcome.FAILED;
        }
        String remedy =
                e instanceof ResponseException answered ? answered.details().remedy() : null;
        return result(capability, outcome, String.valueOf(e.getMessage()), remedy);
    }
}
