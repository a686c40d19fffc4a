package io.throughline.examples.evaluation.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads every series once from its beginning and predicts an alarm for each row that a detector judges to be one. */
final class AlarmTask implements Task {

    private static final double ALARM = 0.5;

    private final Function<Duration, PointScorer> detectors;

    /** @param detectors makes a detector for series of a step */
    AlarmTask(Function<Duration, PointScorer> detectors) {
        this.detectors = detectors;
    }

    @Override
    public String header() {
        return "series,row,score";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        return folder.series().stream()
                .map(entry -> new Part(entry.name(), () -> judge(folder, entry)))
                .toList();
    }

    private Outcome judge(DataFolder folder, SeriesEntry entry) {
        try (CsvTable table = folder.rows(entry.name(), "timestamp", "value")) {
            Reading reading = new Reading(entry);
            int timestamp = table.column("timestamp");
            int value = table.column("value");
            while (table.next()) {
                reading.row(table.epochMillis(timestamp), table.value(value));
            }
            return reading.end();
        }
    }

    /** One series on its way: the first rows wait until their times tell the step. */
    private final class Reading {

        private final SeriesEntry entry;
        private final String prefix;
        private final List<String> alarms = new ArrayList<>();
        private final long[] times = new long[StepFinder.ROWS];
        private final double[] values = new double[StepFinder.ROWS];
        private int waiting;
        private long row;
        private PointScorer detector = (time, value) -> Double.NaN;
        private boolean started;

        Reading(SeriesEntry entry) {
            this.entry = entry;
            this.prefix = Field.text(entry.name()) + ',';
            if (entry.step() != null) {
                start(entry.step());
            }
        }

        void row(long epochMillis, double value) {
            if (started) {
                judge(epochMillis, value);
                return;
            }
            times[waiting] = epochMillis;
            values[waiting++] = value;
            if (waiting == StepFinder.ROWS) {
                start(StepFinder.step(times, waiting));
            }
        }

        private void start(Duration step) {
            detector = detectors.apply(step);
            started = true;
            for (int i = 0; i < waiting; i++) {
                judge(times[i], values[i]);
            }
        }

        private void judge(long epochMillis, double value) {
            double score = detector.accept(epochMillis, value);
            if (score >= ALARM) {
                alarms.add(prefix + row + ',' + Field.score(score));
            }
            row++;
        }

        Outcome end() {
            if (!started) {
                start(StepFinder.step(times, waiting));
            }
            return new Outcome(entry.name(), row, alarms.size(), alarms, Outcome.notes(entry, row));
        }
    }
}
