package io.throughline.sentry.stream;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.monitor.SentryCheckIn;
import io.throughline.sentry.monitor.SentryMonitor;
import io.throughline.sentry.project.SentryProject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How cron monitors fared, as the health of their project: a run of failed, missed or timed-out check-ins of a monitor in an
 * environment is one transition to unavailable, a run of good ones one to available. Runs are told day by day (UTC), so that
 * a day's content does not depend on what was read with it: the first run of a day has no previous health.
 */
final class MonitorsStream implements MeasuredStream {

    static final String NAME = "sentry/monitors";

    private static final Duration INGESTION = Duration.ofMinutes(1);

    private final StreamScope scope;
    private final StreamClients client;
    private final ProjectDirectory directory;
    private final Clock clock;
    private final CheckInRuns runs;

    MonitorsStream(StreamScope scope, StreamClients client, ProjectDirectory directory, Clock clock) {
        this.scope = scope;
        this.client = client;
        this.directory = directory;
        this.clock = clock;
        this.runs = new CheckInRuns(directory, grid());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.ALERTS;
    }

    @Override
    public Duration grid() {
        return Duration.ofDays(1);
    }

    @Override
    public Duration longestRead() {
        return Duration.ofDays(7);
    }

    /** A job under way tells its end later, or is found to have run too long. */
    @Override
    public Duration lateness() {
        return Duration.ofDays(1);
    }

    /** One call or more lists the monitors. */
    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>();
        long monitors = 0;
        try {
            monitors = projects.projects().isEmpty() ? 0 : monitors(projects).size();
            notes.add("a monitor that reports more than a hundred times within a read takes more calls");
        } catch (NotFoundException e) {
            notes.add(missing());
        }
        long calls = projects.projects().isEmpty() ? 0 : 1 + monitors;
        return Optional.of(new StreamPlan(
                NAME,
                List.of("monitors", "check-ins of each monitor"),
                INGESTION,
                lateness(),
                readsOf(horizon) * calls,
                calls * 3600_000.0 / every.toMillis(),
                notes));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        TimeWindow asked =
                Grid.countable(window, clock, INGESTION, Duration.ofMinutes(1)).orElse(null);
        if (asked != null && !projects.projects().isEmpty()) {
            try {
                read(asked, projects, sink, notes);
            } catch (AuthenticationException e) {
                throw e;
            } catch (ResponseException e) {
                if (!Denials.isMissingFeature(e)) {
                    throw e;
                }
                notes.add(missing());
            }
        }
        return new StreamCompleteness(
                NAME,
                StreamCompleteness.State.COMPLETE,
                asked == null ? window.from() : asked.to(),
                false,
                client.timesThrottled() > throttledBefore,
                1,
                notes);
    }

    private void read(TimeWindow window, ProjectDirectory.Selection projects, TelemetrySink sink, List<String> notes) {
        List<SentryMonitor> monitors = monitors(projects);
        if (monitors.isEmpty()) {
            notes.add("there is no cron monitor");
        }
        Map<String, SentryProject> byId = projects.byId();
        Guarded guarded = new Guarded(NAME, sink);
        for (SentryMonitor monitor : monitors) {
            SentryProject project = monitor.project() == null
                    ? null
                    : byId.get(monitor.project().id());
            if (project == null) {
                continue;
            }
            sink.entity(directory.entity(project, NAME));
            List<SentryCheckIn> reports = checkIns(monitor, window, notes);
            guarded.take(
                    monitor.id(),
                    window.from(),
                    made -> runs.of(monitor, project, reports).forEach(made::event));
        }
    }

    private List<SentryMonitor> monitors(ProjectDirectory.Selection projects) {
        return client.monitors().list(projects.filter(), scope.environments()).stream()
                .toList();
    }

    private List<SentryCheckIn> checkIns(SentryMonitor monitor, TimeWindow window, List<String> notes) {
        try {
            return client.monitors().listCheckIns(monitor.slug(), scope.environments(), window).stream()
                    .filter(checkIn -> window.contains(checkIn.dateCreated()))
                    .toList();
        } catch (NotFoundException e) {
            notes.add("monitor '" + monitor.slug() + "' was deleted while it was read");
            return List.of();
        }
    }

    private static String missing() {
        return "this server has no cron monitors: none were read";
    }
}
