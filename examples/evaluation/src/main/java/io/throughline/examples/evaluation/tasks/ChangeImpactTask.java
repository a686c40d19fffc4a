package io.throughline.examples.evaluation.tasks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges for each case whether a change hurt a series, from its rows up to the end of the time of observation. */
final class ChangeImpactTask implements Task {

    private static final double HURT = 0.5;

    /** Judges a change. */
    interface Judge {

        /**
         * Returns how sure it is that the series left its course, in {@code [0, 1]}.
         *
         * @param epochMillis times of the rows up to the end of the observation
         * @param values NaN if missing
         * @param change time of the change
         * @param until end of the observation
         */
        double harm(long[] epochMillis, double[] values, long change, long until);
    }

    private record Case(String name, String series, long change, long until) {}

    private final Judge judge;

    ChangeImpactTask(Judge judge) {
        this.judge = judge;
    }

    @Override
    public String header() {
        return "case,score";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        List<Part> parts = new ArrayList<>();
        List<Case> ofSeries = new ArrayList<>();
        for (Case next : cases(folder)) {
            if (!ofSeries.isEmpty() && !ofSeries.get(0).series().equals(next.series())) {
                parts.add(part(folder, ofSeries));
                ofSeries.clear();
            }
            ofSeries.add(next);
        }
        parts.add(part(folder, ofSeries));
        return parts;
    }

    private Part part(DataFolder folder, List<Case> ofSeries) {
        List<Case> cases = List.copyOf(ofSeries);
        return new Part(cases.get(0).series(), () -> judge(folder, cases));
    }

    private static List<Case> cases(DataFolder folder) {
        List<Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CsvTable table = folder.list("cases", "case", "series", "change_time", "observe_until")) {
            int until = table.column("observe_until");
            while (table.next()) {
                Case next = new Case(
                        table.text(table.column("case")),
                        table.text(table.column("series")),
                        table.epochMillis(table.column("change_time")),
                        table.epochMillis(until));
                if (!names.add(next.name())) {
                    throw table.wrong(table.column("case"), next.name(), "listed before", "name each case once");
                }
                if (next.until() < next.change()) {
                    throw table.wrong(
                            until, table.text(until), "before the change", "observe until some time after it");
                }
                folder.requireFile(table, next.series());
                cases.add(next);
            }
            if (cases.isEmpty()) {
                throw new EvaluationException(table.file() + " line 2 is missing: no case is listed; list one a line");
            }
        }
        return cases;
    }

    private Outcome judge(DataFolder folder, List<Case> cases) {
        String series = cases.get(0).series();
        SeriesRows rows = new SeriesRows();
        try (CsvTable table = folder.rows(series, "timestamp", "value")) {
            int timestamp = table.column("timestamp");
            int value = table.column("value");
            while (table.next()) {
                rows.add(table.epochMillis(timestamp), table.value(value));
            }
        }
        List<String> lines = new ArrayList<>();
        int hurt = 0;
        for (Case next : cases) {
            SeriesRows seen = rows.until(next.until());
            double score = judge.harm(seen.times(), seen.values(), next.change(), next.until());
            hurt += score >= HURT ? 1 : 0;
            lines.add(Field.text(next.name()) + ',' + Field.score(score));
        }
        return new Outcome(series, rows.size(), hurt, lines, List.of());
    }
}
