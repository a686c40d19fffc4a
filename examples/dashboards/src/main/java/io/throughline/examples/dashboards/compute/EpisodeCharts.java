package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.detect.Episode;
import io.throughline.examples.dashboards.view.EpisodeChart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers in which episodes were found, measured again from the window. */
final class EpisodeCharts {

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{2})");

    private final Shown shown;
    private final Findings findings;

    EpisodeCharts(Shown shown, Findings findings) {
        this.shown = shown;
        this.findings = findings;
    }

    /** Returns the chart of an episode; empty if its numbers are of a sort that is not measured again here. */
    Optional<EpisodeChart> of(Episode episode, TimeWindow time) {
        Axis axis = axis(episode, time);
        List<@Nullable Double> values = values(episode, axis);
        return values.stream().allMatch(value -> value == null)
                ? Optional.empty()
                : Optional.of(new EpisodeChart(findings.episode(episode), axis.start(), axis.stepSeconds(), values));
    }

    private static Axis axis(Episode episode, TimeWindow time) {
        Duration step = episode.step().toMillis() > 0 ? episode.step() : Duration.ofMinutes(1);
        TimeWindow aligned = time.alignedTo(step);
        long points = aligned.length().dividedBy(step);
        return new Axis(aligned.from().toEpochMilli(), step.toMillis(), Math.toIntExact(points));
    }

    private List<@Nullable Double> values(Episode episode, Axis axis) {
        Matcher percentile = PERCENTILE.matcher(episode.measure());
        if (percentile.matches()) {
            double share = Integer.parseInt(percentile.group(1)) / 100.0;
            return Latencies.of(axis, matching(HistogramSeries.class, episode.series()))
                    .quantiles(share);
        }
        List<NumberSeries> numbers = matching(NumberSeries.class, episode.series());
        return switch (episode.measure()) {
            case "share" -> shares(axis, episode.series(), numbers);
            case "per step" ->
                numbers.isEmpty()
                        ? List.of()
                        : Amounts.of(axis, numbers)
                                .zeroUntil(silenceIsZeroUntil(episode.series()))
                                .perMinute(axis);
            default -> Levels.of(axis, numbers, weights(episode.series()));
        };
    }

    private List<@Nullable Double> shares(Axis axis, SeriesKey key, List<NumberSeries> failures) {
        String attempts =
                key.metric().equals(Metrics.DEPENDENCY_FAILURES) ? Metrics.DEPENDENCY_COUNT : Metrics.REQUEST_COUNT;
        SeriesKey whole = new SeriesKey(key.entity(), attempts, Unit.REQUESTS, SeriesKind.DELTA, key.attributes());
        Amounts served = Amounts.of(axis, matching(NumberSeries.class, whole));
        List<@Nullable Double> of = served.perMinute(axis);
        List<@Nullable Double> failed =
                Amounts.of(axis, failures).zeroWhere(served).perMinute(axis);
        List<@Nullable Double> shares = new ArrayList<>();
        for (int i = 0; i < axis.size(); i++) {
            Double all = of.get(i);
            Double some = failed.get(i);
            shares.add(all == null || some == null || all == 0 ? null : Digits.drawn(Math.min(1, some / all)));
        }
        return shares;
    }

    /** Returns how often a query ran: with each of its plans it has a mean of its own. */
    private List<NumberSeries> weights(SeriesKey key) {
        if (!key.metric().equals(Metrics.QUERY_DURATION_MEAN)) {
            return List.of();
        }
        return matching(
                NumberSeries.class,
                new SeriesKey(
                        key.entity(), Metrics.QUERY_COUNT, Unit.counting("query"), SeriesKind.DELTA, key.attributes()));
    }

    private @Nullable Instant silenceIsZeroUntil(SeriesKey key) {
        if (!key.metric().equals(Metrics.ERROR_COUNT)) {
            return null;
        }
        String stream = key.entity().system().equals("sentry") ? Sources.SENTRY_ERRORS : Sources.EXCEPTIONS;
        return new Sources(shown.window()).silenceIsZeroUntil(stream);
    }

    private <T extends Series> List<T> matching(Class<T> type, SeriesKey key) {
        return shown.window().series().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(series -> covers(key, series.key()))
                .toList();
    }

    /** Tells whether a series is among those that were looked at together: some dimensions may have been dropped. */
    private static boolean covers(SeriesKey merged, SeriesKey key) {
        return merged.entity().equals(key.entity())
                && merged.metric().equals(key.metric())
                && merged.kind() == key.kind()
                && contains(key.attributes(), merged.attributes());
    }

    private static boolean contains(Attributes all, Attributes some) {
        return all.asMap().entrySet().containsAll(some.asMap().entrySet());
    }
}
