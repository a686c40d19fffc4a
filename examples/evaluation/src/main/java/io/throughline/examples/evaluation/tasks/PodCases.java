package io.throughline.examples.evaluation.tasks;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.cause.Fault;
import io.throughline.correlation.cause.NodeConfig;
import io.throughline.correlation.cause.NodeRanker;
import io.throughline.correlation.cause.NodeRanking;
import io.throughline.correlation.cause.Observations;
import io.throughline.correlation.cause.RankedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Faults of one day in a system of services and their pods: levels a minute, and summaries of traces and logs of some
 * minutes. The services are ranked.
 */
final class PodCases implements CauseCases {

    /** How much of a fault is looked at. */
    private static final Duration OBSERVED = Duration.ofMinutes(4);

    private final DataFolder folder;

    PodCases(DataFolder folder, EvaluationRequest request) {
        this.folder = folder;
        RootCauseTask.refuse(
                request,
                EvaluationOption.WITHOUT_MOMENT,
                "faults follow each other all day, and the cases say by the moment which is meant; leave the option out");
        RootCauseTask.refuse(request, EvaluationOption.QUIET, "it has no quiet time; leave the option out");
    }

    private record Case(String name, Instant onset) {}

    @Override
    public List<Part> parts() {
        List<Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CsvTable table = folder.list("cases", "case", "inject_time")) {
            while (table.next()) {
                Case next = new Case(
                        table.text(table.column("case")),
                        Instant.ofEpochMilli(table.epochMillis(table.column("inject_time"))));
                if (!names.add(next.name())) {
                    throw table.wrong(table.column("case"), next.name(), "listed before", "name each case once");
                }
                cases.add(next);
            }
            if (cases.isEmpty()) {
                throw new EvaluationException(table.file() + " line 2 is missing: no case is listed; list one a line");
            }
        }
        PodDay day = PodDay.read(folder, cases.get(0).onset());
        List<Part> parts = new ArrayList<>();
        cases.forEach(each -> parts.add(new Part(each.name(), () -> rank(each, day.observations(), day.quiet()))));
        return parts;
    }

    private static Outcome rank(Case wanted, Observations observations, List<TimeWindow> quiet) {
        Fault fault = new Fault(wanted.onset(), wanted.onset().plus(OBSERVED), quiet, null);
        NodeRanking ranking = new NodeRanker(NodeConfig.defaults()).rank(observations, fault);
        List<String> lines = new ArrayList<>();
        for (RankedNode node : ranking.nodes()) {
            lines.add(Field.text(wanted.name()) + ',' + node.rank() + ',' + Field.text(node.node()));
        }
        return new Outcome(wanted.name(), observations.measures().size(), lines.isEmpty() ? 0 : 1, lines, List.of());
    }
}
