package io.throughline.correlation.detect;

/**
 * A signal's own normal at one time.
 *
 * @param yardstick puts steps beside it
 * @param history what it was made of
 * @param inflation what one unit of score is worth beyond the model's own noise: autocorrelation and spread
 * @param persistence autocorrelation of neighbouring scores, in {@code [0, 1)}
 * @param up how high scores add up by chance
 * @param down the same for low scores
 * @param runsUp how far out three steps in a row are by chance
 * @param runsDown the same to low scores
 * @param habitsUp excursions to high scores that it makes again and again
 * @param habitsDown the same to low scores
 * @param support number of steps with data
 * @param items real measurements it was made of, for counts and shares; NaN for levels
 */
record Baseline(
        Yardstick yardstick,
        History history,
        double inflation,
        double persistence,
        Calibration up,
        Calibration down,
        Calibration runsUp,
        Calibration runsDown,
        Habits habitsUp,
        Habits habitsDown,
        int support,
        double items) {

    Calibration calibration(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    Calibration runs(Direction direction) {
        return direction == Direction.UP ? runsUp : runsDown;
    }

    /** Tells whether an excursion is of a kind that the series makes again and again. */
    boolean knows(Excursion excursion, Signal signal, Columns columns) {
        return (excursion.direction() == Direction.UP ? habitsUp : habitsDown).know(excursion, signal, columns);
    }

    /** Returns how it was made, one line for people. */
    String method() {
        long hours = history.asideMillis() / Blocks.HOUR;
        long minutes = history.asideMillis() / 60_000 % 60;
        return history.asideMillis() == 0
                ? yardstick.method()
                : yardstick.method() + ", without earlier excursions of "
                        + (hours > 0 ? hours + " h" : minutes + " min") + " in all";
    }
}
