package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.cause.AlertRanker;
import io.throughline.correlation.cause.Placement;
import io.throughline.correlation.cause.Sign;
import io.throughline.correlation.cause.SuspectNode;
import io.throughline.correlation.cause.UsualSigns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Faults of which only alerts are known, in a system whose graph says what runs as what and where. Nodes are ranked. What was
 * over when a fault began is known too: how usual alerts are is learned from it, whatever its cause was.
 */
final class AlertCases implements CauseCases {

    /** The end of the year 9999, UTC. */
    private static final double MOST_MILLIS = 253_402_300_799_999.0;

    private final DataFolder folder;

    AlertCases(DataFolder folder, EvaluationRequest request) {
        this.folder = folder;
        RootCauseTask.refuse(
                request, EvaluationOption.WITHOUT_MOMENT, "alerts say when they came; leave the option out");
        RootCauseTask.refuse(request, EvaluationOption.QUIET, "it has no quiet time; leave the option out");
    }

    private record Case(String name, long start, long end, List<Sign> signs) {}

    @Override
    public List<Part> parts() {
        Map<String, Case> cases = cases();
        Placement placement = placement();
        try (CsvTable table =
                folder.list("alerts", "case", "kind", "time_ms", "entity", "other_entity", "name", "what", "text")) {
            while (table.next()) {
                Case of = cases.get(table.text(table.column("case")));
                if (of != null) {
                    of.signs().add(sign(table));
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        cases.forEach((name, each) -> parts.add(new Part(name, () -> rank(each, placement, cases.values()))));
        return parts;
    }

    /** Returns the cases in the order of the list. */
    private Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        try (CsvTable table = folder.list("cases", "case")) {
            boolean timed = table.has("start_ms") && table.has("end_ms");
            while (table.next()) {
                String name = table.text(table.column("case"));
                // Where the list does not say when it was over, nothing is learned from it.
                long start = timed ? millis(table, "start_ms") : 0;
                long end = timed ? millis(table, "end_ms") : Long.MAX_VALUE;
                if (cases.put(name, new Case(name, start, end, new ArrayList<>())) != null) {
                    throw table.wrong(table.column("case"), name, "listed before", "name each case once");
                }
            }
        }
        return cases;
    }

    private static Outcome rank(Case wanted, Placement placement, Collection<Case> all) {
        List<List<Sign>> earlier = all.stream()
                .filter(each -> each.end() <= wanted.start())
                .map(Case::signs)
                .toList();
        List<String> lines = new ArrayList<>();
        for (SuspectNode node : new AlertRanker().rank(placement, wanted.signs(), UsualSigns.of(earlier))) {
            lines.add(Field.text(wanted.name()) + ',' + node.rank() + ',' + Field.text(node.node()));
        }
        return new Outcome(wanted.name(), wanted.signs().size(), lines.isEmpty() ? 0 : 1, lines, List.of());
    }

    private static long millis(CsvTable table, String name) {
        int column = table.column(name);
        String text = table.text(column);
        double value = table.value(column);
        if (!(value >= 0 && value <= MOST_MILLIS && value == Math.rint(value))) {
            throw table.wrong(column, text, "no time", "write milliseconds since 1970 (1493568000000)");
        }
        return (long) value;
    }

    private static Sign sign(CsvTable table) {
        int kind = table.column("kind");
        Instant at = Instant.ofEpochMilli(millis(table, "time_ms"));
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
