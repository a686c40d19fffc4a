package io.throughline.correlation.discord;

/**
 * How discords are searched.
 *
 * @param points number of points that describe a window at least, if it has as many rows, from 8; a window of twice as
 *     many rows and more is averaged down
 * @param longestPeriod longest period that is looked for, rows, above {@code points}
 * @param history number of points that are remembered at most, at least 1024; a row costs time in proportion
 */
public record DiscordConfig(int points, int longestPeriod, int history) {

    private static final DiscordConfig STANDARD = new DiscordConfig(32, 1000, 1 << 16);

    public DiscordConfig {
        if (points < 8 || longestPeriod <= points || history < 1024) {
            throw new IllegalArgumentException(
                    "points must be at least 8, longestPeriod above points and history at least 1024, were " + points
                            + ", " + longestPeriod + ", " + history);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static DiscordConfig defaults() {
        return STANDARD;
    }
}
