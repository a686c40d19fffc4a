package io.throughline.correlation.discord;

/**
 * How discords are searched.
 *
 * @param points number of points that make a shape, at least 8; a window of a scale has that many means
 * @param scales number of scales at most, each twice as long as the one before, in {@code [1, 16]}
 */
public record DiscordConfig(int points, int scales) {

    private static final DiscordConfig STANDARD = new DiscordConfig(32, 5);

    public DiscordConfig {
        if (points < 8 || scales < 1 || scales > 16) {
            throw new IllegalArgumentException(
                    "points must be at least 8 and scales in [1, 16], were " + points + ", " + scales);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static DiscordConfig standard() {
        return STANDARD;
    }
}
