package io.throughline.azure;

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
    private AzureIdentity identity = new AzureIdentity(null, null, null, Instant.MAX);

    Probe(Clock clock) {
        this.clock = clock;
    }

    /** Tells who asks, for the commands that grant roles. */
    void as(AzureIdentity who) {
        identity = who;
    }

    /** Makes a call that no grant of a role would help. */
    CheckResult attempt(String capability, Supplier<CheckResult> call) {
        return attempt(capability, null, call);
    }

    /** Makes a call that needs a role. */
    CheckResult attempt(String capability, @Nullable AzureGrant grant, Supplier<CheckResult> call) {
        Instant started = clock.instant();
        CheckResult result;
        try {
            result = call.get();
        } catch (ThroughlineException e) {
            result = failed(capability, e);
            // Azure hides what one has no role on as if it did not exist.
            boolean denied = result.outcome() == Outcome.FORBIDDEN || result.outcome() == Outcome.NOT_FOUND;
            if (denied && grant != null) {
                result = result.withCommand(grant.command(identity));
            }
        }
        return result.latency() == null ? result.withLatency(Duration.between(started, clock.instant())) : result;
    }

    static CheckResult works(String capability, String detail) {
        return result(capability, Outcome.WORKS, detail, null);
    }

    static CheckResult result(String capability, Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(AzureSource.ID, capability, outcome, detail, remedy);
    }

    private static CheckResult failed(String capability, ThroughlineException e) {
        Outcome outcome;
        if (e instanceof ResponseException answered
                && "RBACAccessDenied".equals(answered.details().code())) {
            // Cost Management says 401 to who is known but may not.
            outcome = Outcome.FORBIDDEN;
        } else if (e instanceof AuthenticationException) {
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
