package io.throughline.sonarcloud;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.sonarcloud.stream.SonarEntities;
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
            String remedy =
                    e instanceof ResponseException answered ? answered.details().remedy() : null;
            result = result(outcomeOf(e), String.valueOf(e.getMessage()), remedy);
        }
        return new CheckResult(
                SonarEntities.SYSTEM,
                capability,
                result.outcome(),
                result.detail(),
                result.remedy(),
                result.command(),
                Duration.between(started, clock.instant()),
                result.rows(),
                result.latest());
    }

    static CheckResult works(String detail) {
        return result(Outcome.WORKS, detail, null);
    }

    static CheckResult empty(String detail, @Nullable String remedy) {
        return result(Outcome.WORKS_BUT_EMPTY, detail, remedy);
    }

    static CheckResult result(Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(SonarEntities.SYSTEM, "", outcome, detail, remedy);
    }

    private static Outcome outcomeOf(ThroughlineException failure) {
        if (failure instanceof NotFoundException) {
            return Outcome.NOT_FOUND;
        }
        return switch (failure.category()) {
            case CREDENTIALS -> Outcome.UNAUTHENTICATED;
            case PERMISSION -> Outcome.FORBIDDEN;
            case NETWORK -> Outcome.UNREACHABLE;
            case CALLER, CONFIGURATION, QUOTA, REMOTE, DATA, STORAGE -> Outcome.FAILED;
        };
    }
}
