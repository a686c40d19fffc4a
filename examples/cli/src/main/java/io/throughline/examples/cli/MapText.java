package io.throughline.examples.cli;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.topology.ApplicationMap;
import io.throughline.correlation.topology.MapDifference;
import io.throughline.correlation.topology.MapDifference.Changed;
import io.throughline.correlation.topology.MapDifference.OneSided;
import io.throughline.correlation.topology.MapEdge;
import java.io.PrintWriter;
import java.util.Locale;

/** A map, and what differs between two, for people. */
final class MapText {

    private static final String ROW = "%-52s %-20s %10s %8s %9s %9s %7s%n";

    private final PrintWriter out;

    MapText(PrintWriter out) {
        this.out = out;
    }

    void print(String product, ApplicationMap map) {
        out.printf(
                "%s, %s to %s%n", product, map.interval().from(), map.interval().to());
        if (map.edges().isEmpty()) {
            out.println("  no call was seen: run sync, or choose another interval");
            return;
        }
        out.printf(Locale.ROOT, ROW, "CALLER -> CALLEE", "KIND", "CALLS/MIN", "FAILED", "P50", "P95", "SEEN");
        double minutes = map.interval().length().toMillis() / 60_000.0;
        for (MapEdge edge : map.edges()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    ends(map, edge),
                    String.join(",", edge.protocols()),
                    Figures.rounded(edge.calls() / minutes, 3),
                    Figures.percent(edge.failureRatio()),
                    quantile(edge.latency(), 0.5),
                    quantile(edge.latency(), 0.95),
                    Figures.percent(edge.presence()));
        }
    }

    void print(ApplicationMap earlier, ApplicationMap later) {
        MapDifference difference = earlier.diff(later);
        out.printf(
                "%nCompared with %s to %s (%d figures tested):%n",
                difference.before().from(), difference.before().to(), difference.tested());
        difference.appeared().forEach(found -> oneSided(later, "new", found));
        difference.vanished().forEach(found -> oneSided(earlier, "gone", found));
        difference.changed().forEach(change -> changed(later, change));
        if (difference.appeared().isEmpty()
                && difference.vanished().isEmpty()
                && difference.changed().isEmpty()) {
            out.println("  nothing differs beyond chance");
        }
    }

    private void oneSided(ApplicationMap map, String word, OneSided found) {
        out.printf(
                "  %s: %s, %d calls; at this rate the other interval would have had %s%s%n",
                word,
                ends(map, found.edge()),
                found.edge().calls(),
                Figures.rounded(found.expected(), 3),
                found.telling() ? "" : ", too few to tell from chance");
    }

    private void changed(ApplicationMap map, Changed change) {
        String text = switch (change.figure()) {
            case RATE ->
                Figures.rounded(change.from(), 3) + " -> " + Figures.rounded(change.to(), 3) + " calls a minute";
            case FAILURE_RATIO ->
                Figures.percent(change.from()) + " -> " + Figures.percent(change.to()) + " of the calls fail";
            case SLOW_RATIO ->
                Figures.percent(change.from()) + " -> " + Figures.percent(change.to())
                        + " of the calls take longer than 95 % did before; p95 "
                        + quantile(change.before().latency(), 0.95) + " -> "
                        + quantile(change.after().latency(), 0.95);
        };
        out.printf("  changed: %s: %s (q %s)%n", ends(map, change.after()), text, Figures.rounded(change.qValue(), 2));
    }

    private static String ends(ApplicationMap map, MapEdge edge) {
        return map.nameOf(edge.caller()) + " -> " + map.nameOf(edge.callee());
    }

    private static String quantile(ExponentialHistogram latency, double share) {
        return latency.isEmpty() ? "-" : Figures.seconds(latency.quantile(share));
    }
}
