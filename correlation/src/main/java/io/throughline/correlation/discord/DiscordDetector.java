package io.throughline.correlation.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges a series row by row: how unlike anything before is the stretch around a row. It learns the period from a normal
 * part and looks through windows of half a period, one and two. Not thread-safe.
 *
 * <p>A score depends on rows up to {@link #lookAhead()} later only and never changes afterwards. Adding a constant to
 * the series and multiplying it by a positive one leave the scores as they are, but for rounding.
 */
public final class DiscordDetector {

    /** Rows of the period where the normal part has none. */
    private static final int DEFAULT_PERIOD = 64;

    private static final double[] PERIODS = {0.5, 1, 2};
    private static final int SHORTEST_WINDOW = 8;

    private final List<Scale> scales = new ArrayList<>();
    private final int normalRows;
    private final int lookAhead;

    private long rows;
    private Optional<Discord> strangest = Optional.empty();

    /**
     * Learns what is normal.
     *
     * @param normal rows that are known to be normal, in order, some periods of them; NaN is a missing value; not kept
     */
    public DiscordDetector(double[] normal, DiscordConfig config) {
        Objects.requireNonNull(config, "config");
        int period = Period.of(normal, config.longestPeriod());
        for (double periods : PERIODS) {
            int window = (int) (periods * (period > 0 ? period : DEFAULT_PERIOD));
            Scale.of(normal, Math.max(SHORTEST_WINDOW, window), config.points(), config.history())
                    .ifPresent(scales::add);
        }
        int longest = 0;
        for (Scale scale : scales) {
            longest = Math.max(longest, scale.window());
        }
        this.lookAhead = longest;
        this.normalRows = normal.length;
        this.rows = normal.length;
    }

    /** Returns whether the normal part was long enough to judge by; if not, all scores are 0. */
    public boolean ready() {
        return !scales.isEmpty();
    }

    /** Returns by how many rows scores lag behind: the longest window, about two periods; 0 if not ready. */
    public int lookAhead() {
        return lookAhead;
    }

    /**
     * Takes the next row.
     *
     * @param value NaN if it is missing
     * @return the score of the row {@link #lookAhead()} rows before: the distance of the stretch around it to the most
     *     similar earlier one, where 0 is the median of the normal part and 1 its 99th percentile; not negative; 0 for
     *     rows of the normal part and the first half window after it
     */
    public double accept(double value) {
        for (Scale scale : scales) {
            scale.accept(value);
        }
        long row = rows++ - lookAhead;
        if (row < normalRows) {
            return 0;
        }
        double sum = 0;
        double highest = -1;
        Scale clearest = null;
        for (Scale scale : scales) {
            long window = scale.windowAt(row);
            if (scale.rowOf(window) >= normalRows) {
                double score = scale.scoreOf(window);
                sum += score;
                if (score > highest) {
                    highest = score;
                    clearest = scale;
                }
            }
        }
        double extremity = Math.sqrt(Math.sqrt(sum));
        if (clearest != null
                && (strangest.isEmpty() || extremity > strangest.get().extremity())) {
            strangest = Optional.of(describe(row, extremity, clearest));
        }
        return extremity;
    }

    /** Returns the strangest stretch so far; empty before the first is judged. */
    public Optional<Discord> strangest() {
        return strangest;
    }

    private static Discord describe(long row, double extremity, Scale scale) {
        long window = scale.windowAt(row);
        Optional<LeftProfile.Neighbour> neighbour = scale.neighbour(window);
        return new Discord(
                Math.toIntExact(row),
                Math.toIntExact(scale.rowOf(window)),
                scale.window(),
                neighbour.map(LeftProfile.Neighbour::distance).orElse(0.0),
                neighbour
                        .map(each -> Math.toIntExact(scale.rowOf(each.window())))
                        .orElse(-1),
                extremity);
    }
}
