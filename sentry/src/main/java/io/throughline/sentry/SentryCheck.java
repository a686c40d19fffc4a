package io.throughline.sentry;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.organization.SentryOrganization;
import io.throughline.sentry.project.SentryProject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tries each capability with the least costly call. */
final class SentryCheck {

    private final SentrySettings settings;
    private final SentryClient client;
    private final Clock clock;

    SentryCheck(SentrySettings settings, SentryClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        CheckResult organization = attempt("organization", Operation.GET_ORGANIZATION, () -> {
            SentryOrganization found = client.organizations().get();
            return works("organization", "read '" + found.slug() + "' at " + settings.url());
        });
        results.add(organization);
        if (organization.outcome() == Outcome.UNAUTHENTICATED || organization.outcome() == Outcome.UNREACHABLE) {
            // Every other call would end the same way.
            return results;
        }
        results.addAll(projects());
        TimeWindow lastHour = TimeWindow.endingAt(clock.instant().truncatedTo(ChronoUnit.MINUTES), Duration.ofHours(1));
        results.add(attempt("issues", Operation.LIST_ISSUES, () -> {
            IssueQuery query = IssueQuery.builder()
                    .environments(settings.environments())
                    .pageSize(1)
                    .build();
            boolean some = client.issues().list(query).iterator().hasNext();
            return found("issues", some, "issues can be listed", "no issue in the last 90 days");
        }));
        results.add(attempt("error series", Operation.QUERY_TIME_SERIES, () -> {
            SentryTimeSeries series = client.explore()
                    .queryTimeSeries(TimeSeriesQuery.errors(lastHour, Duration.ofMinutes(5))
                            .inEnvironments(settings.environments()));
            return found(
                    "error series",
                    !series.timeSeries().isEmpty(),
                    "errors can be counted over time",
                    "errors can be counted; nothing came back for the last hour");
        }));
        results.add(attempt("releases", Operation.LIST_RELEASES, () -> {
            boolean some = client.releases().list(List.of(), 1).iterator().hasNext();
            return found("releases", some, "releases can be listed", "there is no release");
        }));
        return results;
    }

    private List<CheckResult> projects() {
        List<CheckResult> results = new ArrayList<>();
        results.add(attempt("projects", Operation.LIST_PROJECTS, () -> {
            Map<String, SentryProject> visible = new TreeMap<>();
            client.projects()
                    .list()
                    .forEach(project -> visible.put(project.slug().toLowerCase(Locale.ROOT), project));
            for (String slug : settings.projects()) {
                if (!visible.containsKey(slug)) {
                    results.add(new CheckResult(
                            SentrySourceProvider.ID,
                            "project " + slug,
                            Outcome.NOT_FOUND,
                            "the token sees " + visible.size() + " projects, this is none of them",
                            "correct the slug in the configuration, or add the token's integration to the project's"
                                    + " team"));
                }
            }
            return found(
                    "projects",
                    !visible.isEmpty(),
                    visible.size() + " projects can be seen",
                    "the token sees no project");
        }));
        return results;
    }

    private CheckResult attempt(String capability, Operation operation, Supplier<CheckResult> call) {
        try {
            return call.get();
        } catch (AuthenticationException e) {
            return failed(capability, Outcome.UNAUTHENTICATED, e);
        } catch (PermissionException e) {
            return new CheckResult(
                    SentrySourceProvider.ID,
                    capability,
                    Outcome.FORBIDDEN,
                    detail(e),
                    "give the token the scope " + operation.scope());
        } catch (NotFoundException e) {
            return failed(capability, Outcome.NOT_FOUND, e);
        } catch (TransportException e) {
            return failed(capability, Outcome.UNREACHABLE, e);
        } catch (SourceException e) {
            return failed(capability, Outcome.FAILED, e);
        }
    }

    private static CheckResult failed(String capability, Outcome outcome, SourceException failure) {
        String remedy = failure instanceof ResponseException answered
                ? answered.details().remedy()
                : "see the detail; the url, the network or a proxy in between may be at fault";
        return new CheckResult(SentrySourceProvider.ID, capability, outcome, detail(failure), remedy);
    }

    private static String detail(SourceException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static CheckResult works(String capability, String detail) {
        return new CheckResult(SentrySourceProvider.ID, capability, Outcome.WORKS, detail, null);
    }

    private static CheckResult found(String capability, boolean some, String detail, String emptyDetail) {
        return some
                ? works(capability, detail)
                : new CheckResult(SentrySourceProvider.ID, capability, Outcome.WORKS_BUT_EMPTY, emptyDetail, null);
    }
}
