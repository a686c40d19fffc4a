package io.throughline.examples.evaluation.tasks;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.cause.Call;
import io.throughline.correlation.cause.Fault;
import io.throughline.correlation.cause.NodeConfig;
import io.throughline.correlation.cause.NodeRanker;
import io.throughline.correlation.cause.NodeRanking;
import io.throughline.correlation.cause.Observations;
import io.throughline.correlation.cause.RankedNode;
import io.throughline.correlation.cause.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Faults in systems of which a graph of calls, a quiet time and, around each fault, some rows of how every node answered are
 * known: columns {@code node|metric|statistic}. Each case names where users notice, and what. The nodes are ranked.
 */
final class AnswerCases implements CauseCases {

    private final DataFolder folder;
    private final EvaluationRequest request;

    AnswerCases(DataFolder folder, EvaluationRequest request) {
        this.folder = folder;
        this.request = request;
        RootCauseTask.refuse(
                request,
                EvaluationOption.WITHOUT_MOMENT,
                "a few rows around each moment say when; leave the option out");
    }

    private record Case(String name, Symptom symptom, long onset, AnswerTable rows) {}

    /** A system: who calls whom, its quiet time, and its cases. */
    private static final class Scenario {

        final String name;
        final Set<Call> calls = new TreeSet<>();
        final List<Case> cases = new ArrayList<>();
        AnswerTable quiet = AnswerTable.empty();

        Scenario(String name) {
            this.name = name;
        }
    }

    @Override
    public List<Part> parts() {
        TreeMap<String, Scenario> scenarios = new TreeMap<>();
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CsvTable table =
                folder.list("cases", "case", "scenario", "target_node", "target_metric", "issue_timestamp")) {
            while (table.next()) {
                String name = table.text(table.column("case"));
                if (!names.add(name)) {
                    throw table.wrong(table.column("case"), name, "listed before", "name each case once");
                }
                Scenario scenario = scenarios.get(table.text(table.column("scenario")));
                if (scenario == null) {
                    scenario = scenario(table);
                    scenarios.put(scenario.name, scenario);
                }
                Symptom symptom = new Symptom(table.text(table.column("target_node")), kind(table));
                AnswerTable rows;
                try (CsvTable file = folder.table(table, "case", scenario.name, name, "timestamp")) {
                    rows = AnswerTable.read(file);
                }
                Case next = new Case(name, symptom, table.epochMillis(table.column("issue_timestamp")), rows);
                scenario.cases.add(next);
                Scenario of = scenario;
                if (!request.has(EvaluationOption.QUIET)) {
                    parts.add(new Part(name, () -> rank(of, next)));
                }
            }
        }
        if (request.has(EvaluationOption.QUIET)) {
            scenarios.values().forEach(scenario -> parts.add(new Part(scenario.name, () -> watch(scenario))));
        }
        return parts;
    }

    private Scenario scenario(CsvTable cases) {
        Scenario scenario = new Scenario(cases.text(cases.column("scenario")));
        try (CsvTable edges = folder.table(cases, "scenario", scenario.name, "edges", "caller", "callee")) {
            while (edges.next()) {
                scenario.calls.add(new Call(edges.text(edges.column("caller")), edges.text(edges.column("callee"))));
            }
        }
        try (CsvTable normal = folder.table(cases, "scenario", scenario.name, "normal", "timestamp")) {
            scenario.quiet = AnswerTable.read(normal);
        }
        return scenario;
    }

    private static Symptom.Kind kind(CsvTable cases) {
        String metric = cases.text(cases.column("target_metric"));
        return switch (metric) {
            case "latency" -> Symptom.Kind.LATENCY;
            case "availability" -> Symptom.Kind.FAILURES;
            default ->
                throw cases.wrong(
                        cases.column("target_metric"), metric, "no metric of users", "write latency or availability");
        };
    }

    private static Outcome rank(Scenario scenario, Case wanted) {
        Observations observations = new Observations(
                scenario.calls, scenario.quiet.with(wanted.rows()).measures());
        NodeRanking ranking = new NodeRanker(NodeConfig.defaults())
                .rank(observations, fault(scenario, wanted.rows().end(), wanted.onset(), wanted.symptom()));
        List<String> lines = new ArrayList<>();
        for (RankedNode node : ranking.nodes()) {
            lines.add(Field.text(wanted.name()) + ',' + node.rank() + ',' + Field.text(node.node()));
        }
        return new Outcome(wanted.name(), wanted.rows().size(), ranking.incident() ? 1 : 0, lines, List.of());
    }

    private static Fault fault(Scenario scenario, long end, long onset, Symptom symptom) {
        TimeWindow quiet = new TimeWindow(
                Instant.ofEpochMilli(scenario.quiet.start()), Instant.ofEpochMilli(scenario.quiet.end()));
        return new Fault(Instant.ofEpochMilli(onset), Instant.ofEpochMilli(end), List.of(quiet), symptom);
    }

    /** Slides a window as long as a case's over the quiet time, with the onset where the first case has it. */
    private static Outcome watch(Scenario scenario) {
        Case example = scenario.cases.get(0);
        int length = example.rows().size();
        int before = example.rows().before(example.onset());
        Map<String, Symptom> symptoms = new TreeMap<>();
        scenario.cases.forEach(each ->
                symptoms.put(each.symptom().node() + '|' + each.symptom().kind(), each.symptom()));
        Observations observations = new Observations(scenario.calls, scenario.quiet.measures());
        NodeRanker ranker = new NodeRanker(NodeConfig.defaults());
        List<String> lines = new ArrayList<>();
        int found = 0;
        for (int i = 0; i + length <= scenario.quiet.size(); i++) {
            long onset = scenario.quiet.epochMillis(i + before);
            long end =
                    i + length < scenario.quiet.size() ? scenario.quiet.epochMillis(i + length) : scenario.quiet.end();
            boolean incident = false;
            for (Symptom symptom : symptoms.values()) {
                incident |= ranker.rank(observations, fault(scenario, end, onset, symptom))
                        .incident();
            }
            found += incident ? 1 : 0;
            String window = scenario.name + '_' + scenario.quiet.epochMillis(i) / 1000;
            lines.add(Field.text(window) + ',' + (incident ? 1 : 0));
        }
        return new Outcome(scenario.name, scenario.quiet.size(), found, lines, List.of());
    }
}
