package io.throughline.sentry.stream;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sentry.project.SentryProject;
import io.throughline.sentry.usage.SentryOutcomes;
import io.throughline.sentry.usage.UsageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of what was sent, an hour: {@value #METRIC} by project, {@value #CATEGORY} ({@code error}, {@code
 * transaction}…), {@value #OUTCOME} ({@code accepted}, {@code filtered}, {@code rate_limited}, {@code client_discard}…) and
 * {@value #REASON}, in the vendor's words. Accepted errors have a point for every hour, zeros included; all else only for
 * hours in which there was some. Over all environments: Sentry does not tell outcomes by environment.
 */
final class OutcomesStream implements MeasuredStream {

    static final String NAME = "sentry/outcomes";
    static final String METRIC = "sentry.outcome.count";
    /** What is measured by its size, bytes. */
    static final String SIZE_METRIC = "sentry.outcome.size";

    static final String OUTCOME = "sentry.outcome";
    static final String CATEGORY = "sentry.category";
    static final String REASON = "sentry.reason";

    private static final Unit ITEMS = Unit.counting("event");
    private static final String ERROR = "error";
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration INGESTION = Duration.ofMinutes(5);

    private final StreamClients client;
    private final ProjectDirectory directory;
    private final Clock clock;

    OutcomesStream(StreamClients client, ProjectDirectory directory, Clock clock) {
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
        return Duration.ofDays(7);
    }

    @Override
    public Duration lateness() {
        return Duration.ofHours(2);
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        long projects = directory.select().projects().size();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("stats_v2 by category, outcome and reason, for each project"),
                INGESTION,
                lateness(),
                readsOf(horizon) * projects,
                projects * 3600_000.0 / every.toMillis(),
                List.of("a call for each project, because Sentry gives no series by project")));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        ProjectDirectory.Selection projects = directory.select();
        TimeWindow asked = Grid.countable(window, clock, INGESTION, STEP).orElse(null);
        if (asked != null) {
            for (SentryProject project : projects.projects()) {
                sink.entity(directory.entity(project, NAME));
                deliver(
                        project,
                        asked,
                        client.usage()
                                .query(UsageQuery.builder(asked, "category", "outcome", "reason")
                                        .projects(List.of(project.id()))
                                        .build()),
                        sink);
            }
        }
        return new StreamCompleteness(
                NAME,
                StreamCompleteness.State.COMPLETE,
                asked == null ? window.from() : asked.to(),
                false,
                client.timesThrottled() > throttledBefore,
                1,
                new ArrayList<>(projects.notes()));
    }

    /** What a series is of. */
    private record Part(String category, String outcome, String reason) implements Comparable<Part> {

        static final Part STORED_ERRORS = new Part(ERROR, SentryOutcomes.ACCEPTED, "");

        @Override
        public int compareTo(Part other) {
            int order = category.compareTo(other.category);
            order = order == 0 ? outcome.compareTo(other.outcome) : order;
            return order == 0 ? reason.compareTo(other.reason) : order;
        }

        /** Attachments and logs are told by their bytes. */
        boolean isSize() {
            return category.equals("attachment") || category.endsWith("_byte");
        }
    }

    private void deliver(SentryProject project, TimeWindow window, SentryOutcomes outcomes, TelemetrySink sink) {
        SortedMap<Part, SortedMap<Long, Double>> parts = new TreeMap<>();
        SortedMap<Long, Double> errors = parts.computeIfAbsent(Part.STORED_ERRORS, part -> new TreeMap<>());
        for (Instant hour = window.from(); hour.isBefore(window.to()); hour = hour.plus(STEP)) {
            errors.put(hour.toEpochMilli(), 0.0);
        }
        for (SentryOutcomes.Group group : outcomes.groups()) {
            Part part = part(group);
            SortedMap<Long, Double> points = parts.computeIfAbsent(part, p -> new TreeMap<>());
            List<Double> steps = group.steps(UsageQuery.QUANTITY);
            for (int i = 0; i < Math.min(steps.size(), outcomes.intervals().size()); i++) {
                Double value = steps.get(i);
                if (value != null
                        && value != 0
                        && window.contains(outcomes.intervals().get(i))) {
                    points.merge(outcomes.intervals().get(i).toEpochMilli(), value, Double::sum);
                }
            }
        }
        parts.forEach((part, points) -> {
            Attributes.Builder attributes =
                    Attributes.builder().put(CATEGORY, part.category()).put(OUTCOME, part.outcome());
            if (!part.reason().isEmpty()) {
                attributes.put(REASON, part.reason());
            }
            sink.series(Grid.series(
                    new SeriesKey(
                            directory.idOf(project),
                            part.isSize() ? SIZE_METRIC : METRIC,
                            part.isSize() ? Unit.BYTES : ITEMS,
                            SeriesKind.DELTA,
                            attributes.build()),
                    STEP,
                    points));
        });
    }

    /** Accepted items have no reason, whatever word stands for none. */
    private static Part part(SentryOutcomes.Group group) {
        String outcome = text(group.by("outcome"));
        String reason = text(group.by("reason"));
        boolean none = outcome.equals(SentryOutcomes.ACCEPTED) || reason.equals("none");
        return new Part(text(group.by("category")), outcome, none ? "" : reason);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
