package io.throughline.correlation.detect;

import io.throughline.correlation.changepoint.ChangePoint;

/** Dates to a step what was found in blocks of steps. */
final class Refinement {

    private Refinement() {}

    /** Returns an excursion of blocks as one of the steps in them. */
    static Excursion toSteps(Excursion blocks, Grid coarse, Grid fine) {
        int earliest = first(blocks.earliest(), coarse, fine);
        int onset = Math.max(earliest, first(blocks.onset(), coarse, fine));
        int end = Math.max(onset + 1, Math.min(fine.size(), fine.indexOf(coarse.timeAt(blocks.end()))));
        int latest = Math.min(end - 1, first(blocks.latest() + 1, coarse, fine) - 1);
        return new Excursion(
                blocks.direction(), onset, earliest, Math.max(onset, latest), end, blocks.open(), blocks.height());
    }

    /** Returns the excursion with the onset at a change of course. */
    static Excursion dated(Excursion steps, ChangePoint change) {
        int onset = Math.min(steps.end() - 1, change.index());
        return new Excursion(
                steps.direction(),
                onset,
                Math.min(onset, change.earliest()),
                Math.max(onset, Math.min(steps.end() - 1, change.latest())),
                steps.end(),
                steps.open(),
                steps.height());
    }

    /** Returns the step of an excursion that is nearest to another. */
    static int within(Excursion steps, int index) {
        return Math.max(steps.onset(), Math.min(steps.end() - 1, index));
    }

    private static int first(int block, Grid coarse, Grid fine) {
        return Math.max(0, fine.indexOf(coarse.timeAt(block)));
    }
}
