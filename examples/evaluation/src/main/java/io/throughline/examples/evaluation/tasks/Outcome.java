package io.throughline.examples.evaluation.tasks;

import java.util.List;

/**
 * What a task makes of one series.
 *
 * @param series its name
 * @param rows how many rows were read
 * @param found how many alarms, change points or harmed cases there are
 * @param lines of the predictions, without line ends
 * @param notes what a person should know
 */
record Outcome(String series, long rows, long found, List<String> lines, List<String> notes) {

    Outcome {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** Adds a note if the file has not as many rows as the list says. */
    static List<String> notes(SeriesEntry entry, long rows) {
        return entry.rows().isEmpty() || entry.rows().getAsInt() == rows
                ? List.of()
                : List.of(entry.name() + " has " + rows + " rows where series.csv says "
                        + entry.rows().getAsInt());
    }
}
