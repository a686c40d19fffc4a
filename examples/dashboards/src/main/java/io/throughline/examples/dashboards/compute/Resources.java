package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
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
    private final Scope scope;
    private final Names names;

    Resources(Shown shown, Scope scope, Names names) {
        this.shown = shown;
        this.scope = scope;
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
        List<Line> lines = new ArrayList<>(lines(metric, scope.members()));
        lines.addAll(lines(metric, scope.called()));
        return lines;
    }

    private List<Line> lines(String metric, Set<EntityId> entities) {
        List<Line> lines = new ArrayList<>();
        for (NumberSeries series : shown.numbers(entities, metric)) {
            String name = names.of(series.key().entity()) + " " + names.label(series.key());
            lines.add(new Line(
                    series.key().toString(), name, series.key().entity().system(), Levels.of(shown.axis(), series)));
        }
        return lines;
    }
}
