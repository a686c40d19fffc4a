package io.throughline.correlation.impact;

import java.time.Instant;

/**
 * When a metric left its normal course. The bounds hold the starts that explain the departure almost as well as the best
 * one.
 *
 * @param at time of the first step of the departure
 * @param earliest not after {@code at}
 * @param latest not before {@code at}
 */
public record Onset(Instant at, Instant earliest, Instant latest) {

    public Onset {
        if (earliest.isAfter(at) || latest.isBefore(at)) {
            throw new IllegalArgumentException("onset " + at + " must be in [" + earliest + ", " + latest + "]");
        }
    }
}
