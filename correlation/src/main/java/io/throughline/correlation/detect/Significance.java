package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.CountTails;
import io.throughline.correlation.statistics.StudentT;

/**
 * How surely an excursion is no chance. Two things must both speak for it: the model's tail (negative binomial for counts,
 * binomial for shares, Student's t for levels, each with the uncertainty of its baseline), and the heights that the
 * series itself reached in its history, which knows what no model does.
 */
final class Significance {

    /** No model of real telemetry holds so far out that less could be meant. */
    private static final double LEAST_P = 1e-12;

    private static final double SCORE_LIMIT = 37;
    /** What a median of absolute deviations is worth beside a standard deviation. */
    private static final double EFFICIENCY = 0.37;

    private final Deviations deviations;
    private final int scanned;

    /** @param scanned number of steps that were looked at */
    Significance(Deviations deviations, int scanned) {
        this.deviations = deviations;
        this.scanned = scanned;
    }

    /** Returns the chance of an excursion as far out anywhere in what was looked at, if nothing had changed. */
    double of(Excursion excursion) {
        Baseline baseline = deviations.baselineAt(excursion.onset());
        // Searched: every step as an onset, both directions, and several lengths.
        double model = 4.0 * scanned * tail(excursion, baseline);
        double blocks = Math.max(1, scanned * deviations.stepMillis() / (double) Blocks.HOUR);
        Direction direction = excursion.direction();
        double sum = baseline.calibration(direction).chance(excursion.height(), blocks);
        Calibration runs = baseline.runs(direction);
        // Of two looks at the same, the better one counts for half.
        double own = runs.width() == 0
                ? sum
                : Math.min(sum, 2 * runs.chance(Runs.highest(deviations.columns.scores, excursion), blocks));
        return Math.max(LEAST_P, Math.min(1, Math.max(model, own)));
    }

    /** Returns where the p-value comes from, for people. */
    String method(Excursion excursion) {
        String model = switch (deviations.signal.model) {
            case COUNT -> "negative binomial tail";
            case SHARE, DISTRIBUTION -> "binomial tail with overdispersion";
            case LEVEL, UTILIZATION -> "Student's t";
        };
        boolean own = deviations
                        .baselineAt(excursion.onset())
                        .calibration(excursion.direction())
                        .width()
                > 0;
        return model + " times the " + 4L * scanned + " places and ways looked for"
                + (own ? ", at least the chance by the heights that the series reached in its history" : "");
    }

    private double tail(Excursion excursion, Baseline baseline) {
        Columns columns = deviations.columns;
        boolean up = excursion.direction() == Direction.UP;
        double items = 0;
        double usual = 0;
        double attempts = 0;
        double scores = 0;
        int n = 0;
        for (int i = excursion.onset(); i < excursion.end(); i++) {
            if (!Double.isNaN(columns.scores[i])) {
                items += columns.items[i];
                usual += columns.usual[i];
                attempts += columns.attempts[i];
                scores += Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, columns.scores[i]));
                n++;
            }
        }
        double varied = baseline.yardstick().dispersion() * baseline.inflation() * baseline.inflation();
        return switch (deviations.signal.model) {
            case COUNT -> CountTails.count(items, usual, varied + usual / Math.max(1, baseline.items()), up);
            case SHARE, DISTRIBUTION ->
                CountTails.share(
                        items,
                        attempts,
                        Math.max(1e-12, Math.min(1 - 1e-12, usual / attempts)),
                        varied + attempts / Math.max(1, baseline.items()),
                        up);
            case LEVEL, UTILIZATION -> {
                double persistence = baseline.persistence();
                double known = EFFICIENCY * baseline.support() * (1 - persistence) / (1 + persistence);
                double error = Math.sqrt(n * (1 + n / (double) Math.max(1, baseline.support())));
                yield StudentT.upperTail((up ? 1 : -1) * scores / error, Math.max(1, known));
            }
        };
    }
}
