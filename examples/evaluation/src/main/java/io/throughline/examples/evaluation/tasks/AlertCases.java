package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.cause.AlertRanker;
import io.throughline.correlation.cause.Placement;
import io.throughline.correlation.cause.Sign;
import io.throughline.correlation.cause.SuspectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Faults of which only alerts are known, in a system whose graph says what runs as what and where. Nodes are ranked. */
final class AlertCases implements CauseCases {

    private final DataFolder folder;

    AlertCases(DataFolder folder, EvaluationRequest request) {
        this.folder = folder;
        RootCauseTask.refuse(
                request, EvaluationOption.WITHOUT_MOMENT, "alerts say when they came; leave the option out");
        RootCauseTask.refuse(request, EvaluationOption.QUIET, "it has no quiet time; leave the option out");
    }

    @Override
    public List<Part> parts() {
        Map<String, List<Sign>> alerts = new TreeMap<>();
        try (CsvTable table = folder.list("cases", "case")) {
            while (table.next()) {
                String name = table.text(table.column("case"));
                if (alerts.put(name, new ArrayList<>()) != null) {
                    throw table.wrong(table.column("case"), name, "listed before", "name each case once");
                }
            }
        }
        Placement placement = placement();
        try (CsvTable table =
                folder.list("alerts", "case", "kind", "time_ms", "entity", "other_entity", "name", "what", "text")) {
            while (table.next()) {
                List<Sign> ofCase = alerts.get(table.text(table.column("case")));
                if (ofCase != null) {
                    ofCase.add(sign(table));
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        try (CsvTable table = folder.list("cases", "case")) {
            while (table.next()) {
                String name = table.text(table.column("case"));
                List<Sign> signs = List.copyOf(alerts.getOrDefault(name, List.of()));
                parts.add(new Part(name, () -> rank(name, placement, signs)));
            }
        }
        return parts;
    }

    private static Outcome rank(String name, Placement placement, List<Sign> signs) {
        List<String> lines = new ArrayList<>();
        for (SuspectNode node : new AlertRanker().rank(placement, signs)) {
            lines.add(Field.text(name) + ',' + node.rank() + ',' + Field.text(node.node()));
        }
        return new Outcome(name, signs.size(), lines.isEmpty() ? 0 : 1, lines, List.of());
    }

    private static Sign sign(CsvTable table) {
        int time = table.column("time_ms");
        int kind = table.column("kind");
        Instant at = Instant.ofEpochMilli((long) table.value(time));
        String entity = table.text(table.column("entity"));
        String what = table.optional(table.column("what"));
        return switch (table.text(kind)) {
            case "metric" -> new Sign.Metric(at, entity, table.text(table.column("name")), what.equals("up"));
            case "trace" ->
                new Sign.Trace(at, entity, table.optional(table.column("other_entity")), !what.equals("PD"));
            case "log" -> new Sign.Log(at, entity, table.optional(table.column("text")));
            default -> throw table.wrong(kind, table.text(kind), "no kind of alert", "write metric, trace or log");
        };
    }

    private Placement placement() {
        TreeSet<String> nodes = new TreeSet<>();
        TreeSet<String> hosts = new TreeSet<>();
        try (CsvTable table = folder.list("nodes", "id", "type")) {
            while (table.next()) {
                String id = table.text(table.column("id"));
                nodes.add(id);
                if (table.text(table.column("type")).equals("Host")) {
                    hosts.add(id);
                }
            }
        }
        Map<String, String> instanceOf = new TreeMap<>();
        Map<String, String> hostedOn = new TreeMap<>();
        try (CsvTable table = folder.list("edges", "source", "target", "relation")) {
            while (table.next()) {
                String source = table.text(table.column("source"));
                String target = table.text(table.column("target"));
                switch (table.text(table.column("relation"))) {
                    case "instance_of" -> instanceOf.put(source, target);
                    case "hosted_on" -> hostedOn.put(source, target);
                    default -> {
                        // Calls are in the alerts, and the other relations say the same the other way round.
                    }
                }
            }
        }
        return Placement.of(nodes, hosts, instanceOf, hostedOn);
    }
}
