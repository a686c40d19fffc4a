package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.examples.dashboards.view.Line;
import io.throughline.examples.dashboards.view.Panel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How full the resources of a scope are, and those that it calls. */
final class Resources {

    private final Shown shown;
    private final Set<EntityId> reach;
    private final Names names;

    Resources(Shown shown, Scope scope, Names names) {
        this.shown = shown;
        this.reach = scope.reach();
        this.names = names;
    }

    /** Returns a panel for each unit of which there is any number; none otherwise. */
    List<Panel> panels(@Nullable Instant asOf) {
        List<Line> utilization = new ArrayList<>(lines(Metrics.CPU_UTILIZATION));
        utilization.addAll(lines(Metrics.MEMORY_UTILIZATION));
        List<Line> connections = lines(Metrics.CONNECTIONS_ACTIVE);
        List<Panel> panels = new ArrayList<>();
        if (!utilization.isEmpty()) {
            panels.add(new Panel("utilization", "Utilization (Azure)", "1", utilization, asOf, null));
        }
        if (!connections.isEmpty()) {
            panels.add(new Panel("connections", "Open connections (Azure)", "{connection}", connections, asOf, null));
        }
        return panels;
    }

    private List<Line> lines(String metric) {
        List<Line> lines = new ArrayList<>();
        for (NumberSeries series : shown.numbers(reach, metric)) {
            String name = names.of(series.key().entity()) + " " + names.label(series.key());
            lines.add(new Line(
                    series.key().toString(), name, series.key().entity().system(), levels(shown.axis(), series)));
        }
        return lines;
    }

    /** Returns the mean level in each step of the axis, the highest for maxima; null where nothing is known. */
    static List<@Nullable Double> levels(Axis axis, NumberSeries series) {
        double[] sums = new double[axis.size()];
        int[] counts = new int[axis.size()];
        boolean maximum = series.key().kind() == SeriesKind.MAXIMUM;
        long width = series.step().map(step -> step.toMillis()).orElse(axis.step());
        for (int i = 0; i < series.size(); i++) {
            for (long at = series.timeAt(i); at < series.timeAt(i) + Math.max(width, 1); at += axis.step()) {
                int step = axis.indexOf(at);
                if (step >= 0) {
                    sums[step] = maximum && counts[step] > 0
                            ? Math.max(sums[step], series.valueAt(i))
                            : sums[step] + series.valueAt(i);
                    counts[step] = maximum ? 1 : counts[step] + 1;
                }
            }
        }
        List<@Nullable Double> levels = new ArrayList<>(axis.size());
        for (int i = 0; i < sums.length; i++) {
            levels.add(counts[i] == 0 ? null : Digits.drawn(sums[i] / counts[i]));
        }
        return levels;
    }
}
