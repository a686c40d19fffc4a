package io.throughline.sonarcloud;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.sonarcloud.gate.SonarGateStatus;
import io.throughline.sonarcloud.internal.SonarErrors;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.system.SonarTokenStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries what reading analyses and measures needs. */
final class SonarCheck {

    /** Most projects that are tried one by one. */
    private static final int MOST_PROJECTS = 20;

    private static final Duration WARN_BEFORE_EXPIRY = Duration.ofDays(14);

    private final SonarSettings settings;
    private final SonarClient client;
    private final Clock clock;
    private final List<CheckResult> results = new ArrayList<>();

    SonarCheck(SonarSettings settings, SonarClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    List<CheckResult> run() {
        if (!attempt("authenticate", this::authenticate)) {
            return List.copyOf(results);
        }
        if (settings.projects().isEmpty()) {
            attempt("list projects", this::projects);
        }
        settings.projects().stream()
                .limit(MOST_PROJECTS)
                .forEach(key -> attempt("read project " + key, () -> project(key)));
        int untried = settings.projects().size() - MOST_PROJECTS;
        if (untried > 0) {
            results.add(new CheckResult(
                    SonarIds.SYSTEM,
                    "read the other projects",
                    Outcome.WORKS_BUT_EMPTY,
                    untried + " more projects were not tried",
                    null));
        }
        return List.copyOf(results);
    }

    private CheckResult authenticate() {
        SonarTokenStatus token = client.system().validateToken();
        if (!token.valid()) {
            return result(Outcome.UNAUTHENTICATED, "the token is not accepted", SonarErrors.CREDENTIAL_REMEDY);
        }
        Instant end = token.expiresAt();
        boolean soon = end != null && end.isBefore(clock.instant().plus(WARN_BEFORE_EXPIRY));
        return result(
                Outcome.WORKS,
                "the token is accepted" + (end == null ? "" : ", until " + end),
                soon ? "make a new token before it expires" : null);
    }

    private CheckResult projects() {
        return client.projects().list().iterator().hasNext()
                ? result(Outcome.WORKS, "projects can be listed", null)
                : result(
                        Outcome.WORKS_BUT_EMPTY,
                        "no project may be browsed",
                        "check the organization, or grant the token's owner \"Browse\" on its projects");
    }

    private CheckResult project(String key) {
        SonarProject project = client.projects().get(key);
        SonarGateStatus gate = client.gates().getStatus(key);
        if (gate.status().equals("NONE")) {
            return result(
                    Outcome.WORKS_BUT_EMPTY,
                    "project " + project.key() + " was never analysed, or has no quality gate",
                    "run an analysis of its main branch");
        }
        return result(Outcome.WORKS, "quality gate " + gate.status(), null);
    }

    private boolean attempt(String capability, Supplier<CheckResult> trial) {
        CheckResult outcome;
        try {
            outcome = trial.get();
        } catch (ThroughlineException e) {
            outcome = result(outcomeOf(e), String.valueOf(e.getMessage()), null);
        }
        results.add(
                new CheckResult(SonarIds.SYSTEM, capability, outcome.outcome(), outcome.detail(), outcome.remedy()));
        return outcome.works();
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

    private static CheckResult result(Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(SonarIds.SYSTEM, "", outcome, detail, remedy);
    }
}
