package io.throughline.correlation.topology;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.correlation.evidence.JsonText;

/** The canonical JSON of a map. */
final class MapJson {

    private static final double[] SHARES = {0.5, 0.95, 0.99};
    private static final String[] NAMES = {"p50", "p95", "p99"};

    private MapJson() {}

    static String of(ApplicationMap map) {
        double minutes = map.interval().length().toMillis() / 60_000.0;
        JsonText json = new JsonText();
        json.object(() -> {
            json.name("interval")
                    .object(() -> json.time("from", map.interval().from())
                            .time("to", map.interval().to()));
            json.list("nodes", map.nodes(), (j, node) -> node(j, node));
            json.list("edges", map.edges(), (j, edge) -> edge(j, edge, minutes));
        });
        return json.toString();
    }

    private static void node(JsonText json, MapNode node) {
        json.object(() -> {
            json.text("id", node.id())
                    .text("kind", node.kind())
                    .text("name", node.name())
                    .text("environment", node.environment())
                    .texts("products", node.products())
                    .texts("members", node.members())
                    .number("calls", node.calls())
                    .number("failures", node.failures());
            latency(json, node.latency());
        });
    }

    private static void edge(JsonText json, MapEdge edge, double minutes) {
        json.object(() -> {
            json.text("caller", edge.caller())
                    .text("callee", edge.callee())
                    .texts("protocols", edge.protocols())
                    .number("calls", edge.calls())
                    .number("callsPerMinute", edge.calls() / minutes)
                    .number("failures", edge.failures())
                    .time("firstSeen", edge.firstSeen())
                    .time("lastSeen", edge.lastSeen())
                    .number("presence", edge.presence());
            latency(json, edge.latency());
        });
    }

    private static void latency(JsonText json, ExponentialHistogram latency) {
        if (!latency.isEmpty()) {
            json.name("latencySeconds").object(() -> {
                for (int i = 0; i < SHARES.length; i++) {
                    json.number(NAMES[i], latency.quantile(SHARES[i]));
                }
            });
        }
    }
}
