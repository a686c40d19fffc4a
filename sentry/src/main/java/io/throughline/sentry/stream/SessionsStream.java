package io.throughline.sentry.stream;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sentry.project.SentryProject;
import io.throughline.sentry.session.SentrySessions;
import io.throughline.sentry.session.SessionsQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sessions an hour: {@value #METRIC} by project, environment, release and {@value #STATUS} ({@code healthy}, {@code errored},
 * {@code crashed}, {@code abnormal}…, which exclude one another). Counts rather than rates, so that a crash-free rate can be
 * had of any sum of them, with the number of sessions that it rests on: {@code 1 - crashed / all}. In an hour in which a
 * release had a session every status has a point; an hour without any has none, and no rate.
 */
final class SessionsStream implements MeasuredStream {

    static final String NAME = "sentry/sessions";
    static final String METRIC = "sentry.session.count";
    static final String STATUS = "sentry.session.status";

    private static final Unit SESSIONS = Unit.counting("session");
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration INGESTION = Duration.ofMinutes(5);

    private final StreamScope scope;
    private final StreamClients client;
    private final ProjectDirectory directory;
    private final Clock clock;

    SessionsStream(StreamScope scope, StreamClients client, ProjectDirectory directory, Clock clock) {
        this.scope = scope;
        this.client = client;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Duration grid() {
        return STEP;
    }

    @Override
    public Duration longestRead() {
        return Duration.ofDays(1);
    }

    /** A session counts when it begins, and how it ended may be told when the app is started again. */
    @Override
    public Duration lateness() {
        return Duration.ofHours(12);
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        boolean some = directory.select().projects().stream().anyMatch(SessionsStream::sends);
        return Optional.of(new StreamPlan(
                NAME,
                List.of("sessions by project, environment, release and status"),
                INGESTION,
                lateness(),
                some ? readsOf(horizon) : 0,
                some ? 3600_000.0 / every.toMillis() : 0,
                List.of(
                        some
                                ? "a read whose answer would have 10,000 points takes more calls"
                                : "no project has ever sent sessions")));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        TimeWindow asked = Grid.countable(window, clock, INGESTION, STEP).orElse(null);
        boolean cut = false;
        if (projects.projects().stream().noneMatch(SessionsStream::sends)) {
            notes.add("no project has ever sent sessions");
        } else if (asked != null) {
            try {
                SentrySessions sessions = client.sessions()
                        .query(SessionsQuery.builder(asked, SessionsQuery.SESSIONS)
                                .groupBy("project", "environment", "release", "session.status")
                                .projects(projects.filter())
                                .environments(scope.environments())
                                .onlySeries()
                                .build());
                deliver(sessions, asked, projects, sink);
                cut = sessions.cut();
            } catch (AuthenticationException e) {
                throw e;
            } catch (ResponseException e) {
                if (!Denials.isMissingFeature(e)) {
                    throw e;
                }
                notes.add("this server has no release health: sessions were not read");
            }
        }
        if (cut) {
            notes.add("sessions within " + asked + ": more releases had some than Sentry lists, the rest was left out");
        }
        return new StreamCompleteness(
                NAME,
                StreamCompleteness.State.COMPLETE,
                asked == null ? window.from() : asked.to(),
                cut,
                client.timesThrottled() > throttledBefore,
                1,
                notes);
    }

    /** What a series is of, but for the status. */
    private record Part(SentryProject project, String environment, String release) {}

    private void deliver(
            SentrySessions sessions, TimeWindow window, ProjectDirectory.Selection projects, TelemetrySink sink) {
        Map<String, SentryProject> byId = projects.byId();
        Guarded guarded = new Guarded(NAME, sink);
        Map<Part, SortedMap<String, SortedMap<Long, Double>>> parts = new LinkedHashMap<>();
        for (SentrySessions.Group group : sessions.groups()) {
            SentryProject project = byId.get(String.valueOf(group.by("project")));
            String status = group.by("session.status");
            if (project == null) {
                continue;
            }
            if (status == null) {
                guarded.setAside(
                        "sessions of " + project.slug() + " " + text(group.by("release")) + " "
                                + text(group.by("environment")),
                        window.from(),
                        "session.status is not told",
                        null);
                continue;
            }
            Part part = new Part(project, text(group.by("environment")), text(group.by("release")));
            SortedMap<Long, Double> points =
                    parts.computeIfAbsent(part, p -> new TreeMap<>()).computeIfAbsent(status, name -> new TreeMap<>());
            List<Double> steps = group.steps(SessionsQuery.SESSIONS);
            for (int i = 0; i < Math.min(steps.size(), sessions.intervals().size()); i++) {
                Double value = steps.get(i);
                if (value != null && window.contains(sessions.intervals().get(i))) {
                    points.merge(sessions.intervals().get(i).toEpochMilli(), value, Double::sum);
                }
            }
        }
        parts.keySet().stream()
                .map(Part::project)
                .distinct()
                .forEach(project -> sink.entity(directory.entity(project, NAME)));
        parts.forEach((part, byStatus) -> deliver(part, byStatus, sink));
    }

    private void deliver(Part part, SortedMap<String, SortedMap<Long, Double>> byStatus, TelemetrySink sink) {
        SortedMap<Long, Double> sums = new TreeMap<>();
        byStatus.values().forEach(points -> points.forEach((time, value) -> sums.merge(time, value, Double::sum)));
        byStatus.forEach((status, points) -> {
            points.keySet().removeIf(time -> sums.getOrDefault(time, 0.0) == 0);
            Attributes.Builder attributes = Attributes.builder().put(STATUS, status);
            if (!part.environment().isEmpty()) {
                attributes.put(AttributeKeys.DEPLOYMENT_ENVIRONMENT, part.environment());
            }
            if (!part.release().isEmpty()) {
                attributes.put(AttributeKeys.SERVICE_VERSION, part.release());
            }
            sink.series(Grid.series(
                    new SeriesKey(
                            directory.idOf(part.project()), METRIC, SESSIONS, SeriesKind.DELTA, attributes.build()),
                    STEP,
                    points));
        });
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean sends(SentryProject project) {
        return !Boolean.FALSE.equals(project.hasSessions());
    }
}
