package io.throughline.examples.evaluation.tasks;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes fields of predictions, the same on every machine and Java version. */
final class Field {

    private static final int DECIMALS = 9;

    private Field() {}

    /** Returns a text, in quotes if it needs them. */
    static String text(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /**
     * Returns a score with at most nine decimals. It is cut rather than rounded, so that what was less than a threshold
     * stays less.
     */
    static String score(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score must be in [0, 1], was " + score);
        }
        if (score == 0) {
            return "0";
        }
        return new BigDecimal(score)
                .setScale(DECIMALS, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
