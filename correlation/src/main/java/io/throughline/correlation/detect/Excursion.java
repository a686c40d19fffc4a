package io.throughline.correlation.detect;

/**
 * Steps in which a signal was away from its baseline.
 *
 * @param direction to which side
 * @param onset first step outside, most likely
 * @param earliest first step that may be the onset
 * @param latest last step that may be
 * @param end step after the last outside
 * @param open whether it was still outside where the data end
 * @param height how high the cumulative sum of what is beyond the allowance rose
 */
record Excursion(Direction direction, int onset, int earliest, int latest, int end, boolean open, double height) {

    /** Returns the excursion that begins with this one and ends with a later one. */
    Excursion joined(Excursion later) {
        return new Excursion(direction, onset, earliest, latest, later.end(), later.open(), height + later.height());
    }
}
