package io.throughline.sentry.stream;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.project.SentryProject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Transactions in steps of five minutes, by project and environment:
 *
 * <ul>
 *   <li>{@value #COUNT_METRIC} and {@value #FAILURES_METRIC}, by release; what has no release has a series of its own, zeros
 *       included;
 *   <li>{@value #P50_METRIC} and {@value #P95_METRIC}, seconds: without a version that of all transactions together, with one
 *       that of the release.
 * </ul>
 *
 * Sentry gives quantiles and no histogram. They are kept as its own ({@link
 * io.throughline.core.telemetry.SeriesKind#VENDOR_QUANTILE}): they are never averaged or merged, over steps, releases or
 * projects, and stand beside, not among, the mergeable {@code http.server.request.duration}. A step without transactions has
 * no quantile. Counts of sampled transactions are what Sentry extrapolates; the completeness tells the factor.
 */
final class TransactionsStream implements MeasuredStream {

    static final String NAME = "sentry/transactions";
    static final String COUNT_METRIC = "sentry.transaction.count";
    static final String FAILURES_METRIC = "sentry.transaction.failures";
    static final String P50_METRIC = "sentry.transaction.duration.p50";
    static final String P95_METRIC = "sentry.transaction.duration.p95";

    private static final Unit TRANSACTIONS = Unit.counting("transaction");
    private static final String COUNT = "count()";
    private static final String FAILURES = "failure_count()";
    private static final String P50 = "p50(span.duration)";
    private static final String P95 = "p95(span.duration)";
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration LONGEST_READ = Duration.ofHours(12);
    private static final Duration INGESTION = Duration.ofMinutes(1);
    private static final double MILLISECONDS = 1000;

    private final StreamScope scope;
    private final StreamClients client;
    private final ProjectDirectory directory;
    private final Clock clock;

    TransactionsStream(StreamScope scope, StreamClients client, ProjectDirectory directory, Clock clock) {
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
        List<SentryProject> senders = senders(directory.select());
        long questions = 2L * senders.size() * scope.eachEnvironment().size();
        List<String> notes = new ArrayList<>(List.of("each further ten releases in one read take one more call"));
        if (senders.isEmpty()) {
            notes.add(nothingSent());
        }
        return Optional.of(new StreamPlan(
                NAME,
                List.of("events-timeseries of spans, whole and by release, for each project and environment"),
                INGESTION,
                lateness(),
                readsOf(horizon) * questions,
                questions * 3600_000.0 / every.toMillis(),
                notes));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        List<SentryProject> senders = senders(projects);
        TimeWindow asked = Grid.countable(window, clock, INGESTION, STEP).orElse(null);
        boolean truncated = false;
        double sampling = 1;
        boolean some = false;
        if (senders.isEmpty()) {
            notes.add(nothingSent());
        } else if (asked != null) {
            try {
                for (SentryProject project : senders) {
                    sink.entity(directory.entity(project, NAME));
                    for (@Nullable String environment : scope.eachEnvironment()) {
                        ReleaseNumbers numbers = deliver(asked, project, environment, sink);
                        some = true;
                        numbers.note("transactions", project.slug(), environment)
                                .ifPresent(notes::add);
                        truncated |= numbers.truncated();
                        sampling = Math.max(sampling, numbers.samplingFactor());
                    }
                }
            } catch (AuthenticationException e) {
                throw e;
            } catch (ResponseException e) {
                // A server that answered for one project has the feature: it is the next project that is gone.
                if (some || !Denials.isMissingFeature(e)) {
                    throw e;
                }
                notes.add("this server does not keep spans: transactions were not read");
            }
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

    private ReleaseNumbers deliver(
            TimeWindow window, SentryProject project, @Nullable String environment, TelemetrySink sink) {
        TimeSeriesQuery.Builder question = TimeSeriesQuery.builder("spans", window, STEP)
                .search("is_transaction:true")
                .projects(List.of(project.id()));
        if (environment != null) {
            question.environments(List.of(environment));
        }
        ReleaseNumbers numbers = ReleaseNumbers.read(
                client.explore(),
                question.yAxes(COUNT, FAILURES, P50, P95).groupBy("release").build());
        ReleaseSeries series = new ReleaseSeries(directory.idOf(project), environment, grid(), sink);
        Duration step = numbers.step();
        SortedMap<String, SortedMap<Long, Double>> counts = numbers.counts(COUNT);
        series.counts(COUNT_METRIC, TRANSACTIONS, step, counts);
        series.counts(FAILURES_METRIC, TRANSACTIONS, step, numbers.counts(FAILURES));
        series.levels(P50_METRIC, Unit.SECONDS, step, seconds(numbers.byRelease(P50)), counts);
        series.levels(P95_METRIC, Unit.SECONDS, step, seconds(numbers.byRelease(P95)), counts);

        SentryTimeSeries whole = client.explore()
                .queryTimeSeries(question.yAxes(COUNT, P50, P95).groupBy().build());
        SortedMap<Long, Double> all = points(whole, COUNT, window);
        whole(series, P50_METRIC, step, points(whole, P50, window), all);
        whole(series, P95_METRIC, step, points(whole, P95, window), all);
        return numbers;
    }

    private static void whole(
            ReleaseSeries series,
            String metric,
            Duration step,
            SortedMap<Long, Double> points,
            SortedMap<Long, Double> counts) {
        series.level(metric, Unit.SECONDS, ReleaseNumbers.NO_RELEASE, step, seconds(points), counts);
    }

    private static SortedMap<Long, Double> points(SentryTimeSeries answer, String axis, TimeWindow window) {
        SortedMap<Long, Double> points = new TreeMap<>();
        for (SentryTimeSeries.Line line : answer.timeSeries()) {
            if (line.yAxis().equals(axis)) {
                for (SentryTimeSeries.Value value : line.values()) {
                    Double number = value.value();
                    if (number != null && !value.isIncomplete() && window.contains(value.at())) {
                        points.put(value.timestamp(), number);
                    }
                }
            }
        }
        return points;
    }

    private static SortedMap<Long, Double> seconds(SortedMap<Long, Double> milliseconds) {
        SortedMap<Long, Double> seconds = new TreeMap<>();
        milliseconds.forEach((time, value) -> seconds.put(time, value / MILLISECONDS));
        return seconds;
    }

    private static SortedMap<String, SortedMap<Long, Double>> seconds(
            java.util.Map<String, SortedMap<Long, Double>> byRelease) {
        SortedMap<String, SortedMap<Long, Double>> seconds = new TreeMap<>();
        byRelease.forEach((release, points) -> seconds.put(release, seconds(points)));
        return seconds;
    }

    private static List<SentryProject> senders(ProjectDirectory.Selection projects) {
        return projects.projects().stream()
                .filter(project -> !Boolean.FALSE.equals(project.firstTransactionEvent()))
                .toList();
    }

    private static String nothingSent() {
        return "no project has ever sent transactions";
    }
}
