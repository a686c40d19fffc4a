package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
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
            return Latencies.of(axis, matching(HistogramSeries.class, episode)).quantiles(share);
        }
        List<NumberSeries> numbers = matching(NumberSeries.class, episode);
        if (numbers.isEmpty() || episode.measure().equals("share")) {
            return List.of();
        }
        if (episode.series().kind() == SeriesKind.DELTA) {
            return perStep(axis, numbers);
        }
        return numbers.size() == 1 ? Resources.levels(axis, numbers.get(0)) : List.of();
    }

    private List<@Nullable Double> perStep(Axis axis, List<NumberSeries> numbers) {
        Amounts amounts = Amounts.of(axis, numbers);
        double minutes = axis.step() / 60_000.0;
        List<@Nullable Double> values = new ArrayList<>();
        for (Double rate :
                amounts.zeroUntil(silenceIsZeroUntil(numbers.get(0).key())).perMinute(axis)) {
            values.add(rate == null ? null : Digits.drawn(rate * minutes));
        }
        return values;
    }

    private @Nullable Instant silenceIsZeroUntil(SeriesKey key) {
        if (!key.metric().equals(Metrics.ERROR_COUNT)) {
            return null;
        }
        String stream = key.entity().system().equals("sentry") ? Sources.SENTRY_ERRORS : Sources.EXCEPTIONS;
        return new Sources(shown.window().completeness()).silenceIsZeroUntil(stream);
    }

    private <T extends Series> List<T> matching(Class<T> type, Episode episode) {
        return shown.window().series().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(series -> covers(episode.series(), series.key()))
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
