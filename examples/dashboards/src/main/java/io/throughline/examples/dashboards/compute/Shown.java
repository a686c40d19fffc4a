package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The part of a window that the views read: the focus with some lead-in, in which the eye finds the normal. Everything
 * before it reaches the views through the report only.
 *
 * @param window the window, its series cut to the axis
 * @param axis the steps that are drawn
 */
record Shown(TelemetryWindow window, Axis axis) {

    /** The lead-in is the focus' length divided by this. */
    private static final int LEAD_IN = 4;

    static Shown of(TelemetryWindow window) {
        Instant leadIn = window.focus().from().minus(window.focus().length().dividedBy(LEAD_IN));
        Instant from = leadIn.isBefore(window.span().from()) ? window.span().from() : leadIn;
        Axis axis = Axis.over(new TimeWindow(from, window.focus().to()));
        TimeWindow drawn = axis.window();
        TelemetryWindow cut = new TelemetryWindow(
                window.span(),
                window.focus(),
                window.entities(),
                window.series().stream()
                        .map(series -> series.slice(drawn))
                        .filter(series -> series.size() > 0)
                        .toList(),
                window.events(),
                window.dependencies().stream()
                        .filter(edge -> edge.window().overlaps(drawn))
                        .toList(),
                window.memberships(),
                window.completeness(),
                window.knownAt());
        return new Shown(cut, axis);
    }

    List<NumberSeries> numbers(Set<EntityId> entities, String metric) {
        return only(NumberSeries.class, entities, metric);
    }

    List<HistogramSeries> histograms(Set<EntityId> entities, String metric) {
        return only(HistogramSeries.class, entities, metric);
    }

    private <T extends Series> List<T> only(Class<T> type, Set<EntityId> entities, String metric) {
        return window.series().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(series -> series.key().metric().equals(metric)
                        && entities.contains(series.key().entity()))
                .toList();
    }
}
