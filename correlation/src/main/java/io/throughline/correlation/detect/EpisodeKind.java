package io.throughline.correlation.detect;

/** What an episode changed. */
public enum EpisodeKind {
    /** The level: from one step to the next it was another one. */
    LEVEL,
    /** The slope: it went away from its level bit by bit. */
    TREND,
    /** The scatter about the level, not the level. */
    VARIANCE,
    /** The shape of a distribution, while its median and 95th percentile stayed. */
    SHAPE;

    /** Tells whether the series' figure itself moved. */
    public boolean movesFigure() {
        return this == LEVEL || this == TREND;
    }
}
