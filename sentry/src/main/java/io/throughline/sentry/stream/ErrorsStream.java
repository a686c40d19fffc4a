package io.throughline.sentry.stream;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.project.SentryProject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Error events a minute by project, environment and release.
 *
 * <p>For each project and environment there is always the series of events without a release, zeros included, so that a
 * quiet minute is known to be quiet; a release's own series lies in the hours in which it had an error. What limits and
 * filters kept away is told in the notes: a plateau or a drop may only be a limit reached.
 */
final class ErrorsStream implements MeasuredStream {

    static final String NAME = "sentry/errors";

    private static final String COUNT = "count()";
    private static final Duration STEP = Duration.ofMinutes(1);
    /** Sentry answers at most 10,000 points; with ten groups and the rest, half a day of minutes fits. */
    private static final Duration LONGEST_READ = Duration.ofHours(12);
    /** Sentry takes up to a minute to count an event: a zero before that would be a guess. */
    private static final Duration INGESTION = Duration.ofMinutes(1);

    private final StreamScope scope;
    private final StreamClients client;
    private final ProjectDirectory directory;
    private final Clock clock;
    private final Refusals refusals;

    ErrorsStream(StreamScope scope, StreamClients client, ProjectDirectory directory, Clock clock) {
        this.scope = scope;
        this.client = client;
        this.directory = directory;
        this.clock = clock;
        this.refusals = new Refusals(client.usage());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration grid() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public Duration lateness() {
        return Duration.ofHours(1);
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        long projects = directory.select().projects().size();
        // One more for what became of what was sent.
        long questions = projects == 0 ? 0 : projects * scope.eachEnvironment().size() + 1;
        return Optional.of(new StreamPlan(
                NAME,
                List.of("events-timeseries by release, for each project and environment", "stats_v2 by project"),
                INGESTION,
                lateness(),
                readsOf(horizon) * questions,
                questions * 3600_000.0 / every.toMillis(),
                List.of(
                        "the list of projects takes calls of its own, at most every few minutes",
                        "each further ten releases with errors in one read take one more call")));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        projects.projects().forEach(project -> sink.entity(directory.entity(project, NAME)));
        TimeWindow asked = Grid.countable(window, clock, INGESTION, STEP).orElse(null);
        boolean truncated = false;
        double sampling = 1;
        if (asked != null && !projects.projects().isEmpty()) {
            for (SentryProject project : projects.projects()) {
                for (@Nullable String environment : scope.eachEnvironment()) {
                    ReleaseNumbers numbers =
                            ReleaseNumbers.read(client.explore(), question(asked, project, environment));
                    new ReleaseSeries(directory.idOf(project), environment, grid(), sink)
                            .counts(Metrics.ERROR_COUNT, Unit.ERRORS, numbers.step(), numbers.counts(COUNT));
                    numbers.note("errors", project.slug(), environment).ifPresent(notes::add);
                    truncated |= numbers.truncated();
                    sampling = Math.max(sampling, numbers.samplingFactor());
                }
            }
            notes.addAll(refusals.notes(projects, asked));
        }
        return new StreamCompleteness(
                NAME,
                StreamCompleteness.State.COMPLETE,
                asked == null ? window.from() : asked.to(),
                truncated,
                client.timesThrottled() > throttledBefore,
                sampling,
                notes);
    }

    private static TimeSeriesQuery question(TimeWindow window, SentryProject project, @Nullable String environment) {
        TimeSeriesQuery question = TimeSeriesQuery.errors(window, STEP)
                .inProjects(List.of(project.id()))
                .groupedBy("release");
        return environment == null ? question : question.inEnvironments(List.of(environment));
    }
}
