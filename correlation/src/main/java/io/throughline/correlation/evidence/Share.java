package io.throughline.correlation.evidence;

import java.util.OptionalDouble;

/**
 * A share with what it rests on.
 *
 * @param hits how many
 * @param of of how many
 */
public record Share(int hits, int of) {

    /** 97.5th percentile of the normal distribution. */
    private static final double NORMAL_95 = 1.959963984540054;

    public Share {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException("hits must be 0 to " + of + ", were " + hits);
        }
    }

    /** Returns the share in {@code [0, 1]}; empty of nothing. */
    public OptionalDouble value() {
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of(hits / (double) of);
    }

    /**
     * Returns the lower end of its 95 % confidence interval by the score of E. B. Wilson (J. Amer. Statist. Assoc.
     * 22, 1927); 0 of nothing.
     */
    public double lower() {
        return of == 0 || hits == 0 ? 0 : Math.max(0, centre() - half());
    }

    /** Returns the upper end, see {@link #lower()}; 1 of nothing. */
    public double upper() {
        return of == 0 || hits == of ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        double square = NORMAL_95 * NORMAL_95;
        return (hits + square / 2) / (of + square);
    }

    private double half() {
        double square = NORMAL_95 * NORMAL_95;
        double share = hits / (double) of;
        return NORMAL_95 / (of + square) * Math.sqrt(of * share * (1 - share) + square / 4);
    }
}
