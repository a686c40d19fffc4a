package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.cause.Course;
import io.throughline.correlation.cause.Fault;
import io.throughline.correlation.cause.Finding;
import io.throughline.correlation.cause.Measure;
import io.throughline.correlation.cause.NodeConfig;
import io.throughline.correlation.cause.NodeRanker;
import io.throughline.correlation.cause.NodeRanking;
import io.throughline.correlation.cause.Observations;
import io.throughline.correlation.cause.RankedNode;
import io.throughline.correlation.cause.SharedOnset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Faults of which each has a table: {@code time} and a column for each {@code service_metric}. The columns are ranked. No
 * graph is known.
 */
final class TableCases implements CauseCases {

    private final DataFolder folder;
    private final boolean momentKnown;

    TableCases(DataFolder folder, EvaluationRequest request) {
        this.folder = folder;
        this.momentKnown = !request.has(EvaluationOption.WITHOUT_MOMENT);
        RootCauseTask.refuse(request, EvaluationOption.QUIET, "it has no quiet time of its own; leave the option out");
    }

    private record Case(String name, int row) {}

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CsvTable table = folder.list("cases", "case", "inject_row")) {
            while (table.next()) {
                int row = momentKnown ? table.count(table.column("inject_row")) : 0;
                Case next = new Case(table.text(table.column("case")), row);
                if (!names.add(next.name())) {
                    throw table.wrong(table.column("case"), next.name(), "listed before", "name each case once");
                }
                folder.table(table, "case", "cases", next.name(), "time").close();
                parts.add(new Part(next.name(), () -> rank(next)));
            }
        }
        return parts;
    }

    private Outcome rank(Case wanted) {
        long[] times = new long[0];
        List<String> columns;
        List<double[]> rows = new ArrayList<>();
        List<Long> instants = new ArrayList<>();
        try (CsvTable table = CsvTable.open(folder.file("cases", wanted.name()), "time")) {
            columns = table.columns();
            int time = table.column("time");
            while (table.next()) {
                instants.add(table.epochMillis(time));
                double[] row = new double[columns.size()];
                Arrays.setAll(row, i -> i == time ? 0 : table.value(i));
                rows.add(row);
            }
            times = instants.stream().mapToLong(Long::longValue).toArray();
            if (times.length < 2 || wanted.row() >= times.length) {
                throw new EvaluationException(
                        table.file() + " has " + times.length + " rows, but its case begins at row " + wanted.row()
                                + "; add rows before and after the moment");
            }
        }
        List<Measure> measures = new ArrayList<>();
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            String column = columns.get(i);
            int end = column.indexOf('_');
            if (!column.equals("time")) {
                Course course = Course.of(
                        times, rows.stream().mapToDouble(row -> row[at]).toArray());
                String service = end < 0 ? column : column.substring(0, end);
                String name = column.substring(end + 1);
                measures.add(new Measure.Level(service, service, resource(name), name, course));
                courses.add(course);
            }
        }
        Instant first = Instant.ofEpochMilli(times[wanted.row()]);
        Instant onset = momentKnown ? first : SharedOnset.find(courses).orElse(first);
        Fault fault = new Fault(onset, Instant.ofEpochMilli(times[times.length - 1] + 1), List.of(), null);
        NodeRanking ranking = new NodeRanker(NodeConfig.defaults()).rank(new Observations(Set.of(), measures), fault);
        List<String> lines = new ArrayList<>();
        for (RankedNode node : ranking.nodes()) {
            for (Finding finding : node.findings()) {
                String column = node.node() + '_' + finding.measure().name();
                lines.add(Field.text(wanted.name()) + ',' + (lines.size() + 1) + ',' + Field.text(column));
            }
        }
        return new Outcome(wanted.name(), times.length, lines.isEmpty() ? 0 : 1, lines, List.of());
    }

    private static Measure.Level.Resource resource(String name) {
        return switch (name) {
            case "cpu" -> Measure.Level.Resource.CPU;
            case "mem" -> Measure.Level.Resource.MEMORY;
            default -> Measure.Level.Resource.OTHER;
        };
    }
}
