package io.throughline.sentry;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.project.SentryProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Error events a minute by project, environment and release.
 *
 * <p>For each project and environment there is always the series of events without a release, zeros included, so that a
 * quiet minute is known to be quiet; a release's own series lies in the reads in which it had an error.
 */
final class ErrorsStream implements MeasuredStream {

    static final String NAME = "sentry/errors";

    private static final Duration STEP = Duration.ofMinutes(1);
    /** Sentry answers at most 10,000 points; with ten groups and the rest, half a day of minutes fits. */
    private static final Duration LONGEST_READ = Duration.ofHours(12);
    /** Sentry takes up to a minute to count an event: a zero before that would be a guess. */
    private static final Duration INGESTION = Duration.ofMinutes(1);

    private final SentrySettings settings;
    private final SentryClient client;
    private final ProjectDirectory directory;
    private final Clock clock;

    ErrorsStream(SentrySettings settings, SentryClient client, ProjectDirectory directory, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.directory = directory;
        this.clock = clock;
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
        long questions =
                (long) directory.select().projects().size() * environments().size();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("events-timeseries by release, for each project and environment"),
                INGESTION,
                lateness(),
                readsOf(horizon) * questions,
                questions * 3600_000.0 / every.toMillis(),
                List.of("the list of projects takes calls of its own, at most every few minutes")));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        projects.projects().forEach(project -> sink.entity(directory.entity(project, NAME)));
        Instant counted = clock.instant().minus(INGESTION).truncatedTo(ChronoUnit.MINUTES);
        Instant end = counted.isBefore(window.to()) ? counted : window.to();
        boolean truncated = false;
        double sampling = 1;
        if (window.from().isBefore(end)) {
            TimeWindow asked = new TimeWindow(window.from(), end);
            for (SentryProject project : projects.projects()) {
                for (@Nullable String environment : environments()) {
                    ErrorCounts counts = ErrorCounts.read(client, question(asked, project, environment));
                    deliver(counts, project, environment, sink);
                    counts.note(project.slug(), environment).ifPresent(notes::add);
                    truncated |= counts.truncated();
                    sampling = Math.max(sampling, counts.samplingFactor());
                }
            }
        }
        return new StreamCompleteness(
                NAME,
                StreamCompleteness.State.COMPLETE,
                window.from().isBefore(end) ? end : window.from(),
                truncated,
                client.timesThrottled() > throttledBefore,
                sampling,
                notes);
    }

    private List<@Nullable String> environments() {
        if (!settings.environments().isEmpty()) {
            return new ArrayList<>(settings.environments());
        }
        List<@Nullable String> all = new ArrayList<>();
        all.add(null);
        return all;
    }

    private static TimeSeriesQuery question(TimeWindow window, SentryProject project, @Nullable String environment) {
        TimeSeriesQuery question = TimeSeriesQuery.errors(window, STEP)
                .inProjects(List.of(project.id()))
                .groupedBy("release");
        return environment == null ? question : question.inEnvironments(List.of(environment));
    }

    private void deliver(ErrorCounts counts, SentryProject project, @Nullable String environment, TelemetrySink sink) {
        counts.byRelease().forEach((release, points) -> {
            Attributes.Builder attributes = Attributes.builder();
            if (environment != null) {
                attributes.put(AttributeKeys.DEPLOYMENT_ENVIRONMENT, environment);
            }
            NavigableMap<Long, Double> kept = new TreeMap<>(points);
            if (!release.isEmpty()) {
                attributes.put(AttributeKeys.SERVICE_VERSION, release);
                dropQuietWindows(kept);
            }
            SeriesKey key = new SeriesKey(
                    directory.idOf(project), Metrics.ERROR_COUNT, Unit.ERRORS, SeriesKind.DELTA, attributes.build());
            long[] times = kept.keySet().stream().mapToLong(Long::longValue).toArray();
            double[] values =
                    kept.values().stream().mapToDouble(Double::doubleValue).toArray();
            sink.series(NumberSeries.owning(key, counts.step(), times, values));
        });
    }

    /**
     * Keeps the points of a release only in grid windows in which it had an error. Sentry answers zeros for a release that
     * had an error anywhere in the time asked about, so that without this the content of a window would depend on what
     * was asked together with it.
     */
    private void dropQuietWindows(NavigableMap<Long, Double> points) {
        Set<Instant> loud = new HashSet<>();
        points.forEach((time, errors) -> {
            if (errors != 0) {
                loud.add(gridWindow(time));
            }
        });
        points.keySet().removeIf(time -> !loud.contains(gridWindow(time)));
    }

    private Instant gridWindow(long time) {
        return TimeWindow.onGrid(Instant.ofEpochMilli(time), grid()).from();
    }
}
