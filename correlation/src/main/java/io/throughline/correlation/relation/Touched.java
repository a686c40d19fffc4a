package io.throughline.correlation.relation;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.topology.Topology;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which operations of a service a change touched: those in whose errors a class was seen whose file it brought. Errors are all
 * that telemetry tells of what code runs where.
 *
 * @param classes classes that the change brought and that errors name, sorted
 * @param operations in which they were seen, sorted
 * @param others the service's other operations, sorted
 */
record Touched(List<String> classes, List<String> operations, List<String> others) {

    private static final Pattern SOURCE =
            Pattern.compile("([^/]+)\\.(?:java|kt|scala|groovy|cs|vb|fs|py|rb|php|ts|js|go)");

    static Touched by(Change change, TelemetryWindow window, Topology topology) {
        TreeSet<String> brought = new TreeSet<>();
        for (Change.Commit commit : change.commits()) {
            for (String file : commit.files()) {
                var matcher = SOURCE.matcher(file.substring(file.lastIndexOf('/') + 1));
                if (matcher.matches()) {
                    brought.add(matcher.group(1));
                }
            }
        }
        EntityId node = topology.nodeOf(change.entity());
        TreeSet<String> classes = new TreeSet<>();
        TreeSet<String> touched = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (Series series : window.series()) {
            if (!topology.nodeOf(series.key().entity()).equals(node)) {
                continue;
            }
            String operation =
                    series.key().attributes().text(AttributeKeys.OPERATION).orElse(null);
            if (operation == null) {
                continue;
            }
            if (series.key().metric().equals(Metrics.REQUEST_DURATION)) {
                all.add(operation);
            }
            if (series.key().unit().equals(Unit.ERRORS)) {
                for (String name : brought) {
                    if (names(series, name)) {
                        classes.add(name);
                        touched.add(operation);
                    }
                }
            }
        }
        touched.retainAll(all);
        TreeSet<String> others = new TreeSet<>(all);
        others.removeAll(touched);
        return new Touched(List.copyOf(classes), List.copyOf(touched), List.copyOf(others));
    }

    /** Frames and problems name classes between dots, dollars, spaces. */
    private static boolean names(Series series, String name) {
        Pattern word = Pattern.compile("(?<![\\w])" + Pattern.quote(name) + "(?![\\w])");
        return series.key().attributes().asMap().values().stream()
                .anyMatch(value -> word.matcher(String.valueOf(value)).find());
    }
}
