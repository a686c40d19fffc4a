package io.throughline.examples.evaluation.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the change points of each series: every column of its file but {@code index} and {@code time} holds values. */
final class ChangePointTask implements Task {

    /** Finds change points. */
    interface Search {

        /**
         * Returns the first index of each new regime, ascending.
         *
         * @param columns one or more of the same length; NaN where missing
         */
        int[] changePoints(List<double[]> columns);
    }

    private final Search search;

    ChangePointTask(Search search) {
        this.search = search;
    }

    @Override
    public String header() {
        return "series,index";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        return folder.series().stream()
                .map(entry -> new Part(entry.name(), () -> find(folder, entry)))
                .toList();
    }

    private Outcome find(DataFolder folder, SeriesEntry entry) {
        List<SeriesRows> columns = read(folder, entry);
        int rows = columns.get(0).size();
        int[] points = rows == 0
                ? new int[0]
                : search.changePoints(columns.stream().map(SeriesRows::values).toList());
        List<String> lines = Arrays.stream(points)
                .mapToObj(point -> Field.text(entry.name()) + ',' + point)
                .toList();
        return new Outcome(entry.name(), rows, lines.size(), lines, Outcome.notes(entry, rows));
    }

    private static List<SeriesRows> read(DataFolder folder, SeriesEntry entry) {
        try (CsvTable table = folder.rows(entry.name(), "index")) {
            List<SeriesRows> columns = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (String name : table.columns()) {
                if (!name.equals("index") && !name.equals("time")) {
                    places.add(table.column(name));
                    columns.add(new SeriesRows());
                }
            }
            if (columns.isEmpty()) {
                throw new EvaluationException(table.file()
                        + " line 1 names no column of values; begin the file with the columns index,time,value");
            }
            while (table.next()) {
                for (int i = 0; i < places.size(); i++) {
                    columns.get(i).add(0, table.value(places.get(i)));
                }
            }
            return columns;
        }
    }
}
