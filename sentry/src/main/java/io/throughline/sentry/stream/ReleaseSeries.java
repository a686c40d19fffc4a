package io.throughline.sentry.stream;

import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Delivers numbers by release of one project and environment. Points of a release are kept only in grid windows in which it
 * had something: Sentry answers zeros for a release that had something anywhere in the time asked about, so that without
 * this the content of a window would depend on what was asked together with it.
 */
record ReleaseSeries(
        EntityId entity, @Nullable String environment, Duration grid, TelemetrySink sink) {

    /** Delivers a count: a series for each release, and one of what has none, zeros included. */
    void counts(String metric, Unit unit, Duration step, SortedMap<String, SortedMap<Long, Double>> byRelease) {
        byRelease.forEach((release, points) -> deliver(
                metric,
                unit,
                SeriesKind.DELTA,
                release,
                step,
                release.equals(ReleaseNumbers.NO_RELEASE) ? points : within(points, Grid.loud(points, grid))));
    }

    /**
     * Delivers what Sentry computed of each release, where a count says that there was something; what has no release is
     * left out.
     */
    void levels(
            String metric,
            Unit unit,
            Duration step,
            SortedMap<String, SortedMap<Long, Double>> byRelease,
            SortedMap<String, SortedMap<Long, Double>> counts) {
        byRelease.forEach((release, points) -> {
            if (!release.equals(ReleaseNumbers.NO_RELEASE)) {
                level(metric, unit, release, step, points, counts.getOrDefault(release, new TreeMap<>()));
            }
        });
    }

    /** Delivers what Sentry computed, at the steps in which a count says that there was something. */
    void level(
            String metric,
            Unit unit,
            String release,
            Duration step,
            SortedMap<Long, Double> points,
            SortedMap<Long, Double> counts) {
        SortedMap<Long, Double> kept = new TreeMap<>(points);
        kept.keySet().removeIf(time -> counts.getOrDefault(time, 0.0) == 0);
        deliver(metric, unit, SeriesKind.VENDOR_QUANTILE, release, step, kept);
    }

    private SortedMap<Long, Double> within(SortedMap<Long, Double> points, Set<Instant> windows) {
        SortedMap<Long, Double> kept = new TreeMap<>(points);
        kept.keySet().removeIf(time -> !windows.contains(Grid.windowOf(time, grid)));
        return kept;
    }

    private void deliver(
            String metric, Unit unit, SeriesKind kind, String release, Duration step, SortedMap<Long, Double> points) {
        Attributes.Builder attributes = Attributes.builder();
        if (environment != null) {
            attributes.put(AttributeKeys.DEPLOYMENT_ENVIRONMENT, environment);
        }
        if (!release.equals(ReleaseNumbers.NO_RELEASE)) {
            attributes.put(AttributeKeys.SERVICE_VERSION, release);
        }
        sink.series(Grid.series(new SeriesKey(entity, metric, unit, kind, attributes.build()), step, points));
    }
}
