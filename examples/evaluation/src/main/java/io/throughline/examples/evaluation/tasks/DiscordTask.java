package io.throughline.examples.evaluation.tasks;

import java.util.List;

/** Names the one most anomalous row behind the beginning of each series that is known to be normal. */
final class DiscordTask implements Task {

    /** Names the most anomalous row. */
    interface Search {

        /** Returns the row's index, from {@code trainRows} on; values are NaN where missing. */
        int mostAnomalous(double[] values, int trainRows);
    }

    private final Search search;

    DiscordTask(Search search) {
        this.search = search;
    }

    @Override
    public String header() {
        return "series,row";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        return folder.series("train_rows").stream()
                .map(entry -> new Part(entry.name(), () -> guess(folder, entry)))
                .toList();
    }

    private Outcome guess(DataFolder folder, SeriesEntry entry) {
        SeriesRows rows = new SeriesRows();
        int trainRows = entry.trainRows().orElseThrow();
        try (CsvTable table = folder.rows(entry.name(), "value")) {
            int value = table.column("value");
            while (table.next()) {
                rows.add(0, table.value(value));
            }
            if (rows.size() <= trainRows) {
                throw new EvaluationException(table.file() + " has " + rows.size() + " rows, none behind the "
                        + trainRows + " that series.csv calls train_rows; complete the file or lower the number");
            }
        }
        int row = search.mostAnomalous(rows.values(), trainRows);
        return new Outcome(
                entry.name(),
                rows.size(),
                1,
                List.of(Field.text(entry.name()) + ',' + row),
                Outcome.notes(entry, rows.size()));
    }
}
