package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What a figure usually is at an hour of the day: the median over the days of the history, an hour to either side pooled,
 * drawn straight between the middles of the hours. Medians over days keep an incident in the history from teaching
 * itself in. Without enough history it is one level, the median of the last day.
 */
final class Profile {

    private static final long HOUR = 3_600_000;
    private static final int DAY = 24;

    private final double[] levels;
    private final boolean seasonal;

    private Profile(double[] levels, boolean seasonal) {
        this.levels = levels;
        this.seasonal = seasonal;
    }

    /** One figure for a range of steps; NaN if they have no data. */
    interface Figure {
        double of(int from, int to);
    }

    /** Makes the profile of the steps in {@code [from, to)}. */
    static Profile of(Grid grid, int from, int to, boolean seasonal, Figure figure) {
        int blocks = 0;
        double[] figures = new double[to - from];
        int[] hours = new int[to - from];
        for (int start = from; start < to; ) {
            long hour = Math.floorDiv(grid.timeAt(start), HOUR);
            int end = start + 1;
            while (end < to && Math.floorDiv(grid.timeAt(end), HOUR) == hour) {
                end++;
            }
            figures[blocks] = figure.of(start, end);
            hours[blocks++] = Math.floorMod(hour, DAY);
            start = end;
        }
        figures = Arrays.copyOf(figures, blocks);
        double overall = center(figures);
        if (!seasonal) {
            double recent = center(Arrays.copyOfRange(figures, Math.max(0, blocks - DAY), blocks));
            return new Profile(new double[] {Double.isNaN(recent) ? overall : recent}, false);
        }
        double[] levels = new double[DAY];
        for (int hour = 0; hour < DAY; hour++) {
            double[] near = new double[blocks];
            for (int i = 0; i < blocks; i++) {
                int distance = Math.floorMod(hours[i] - hour + 1, DAY);
                near[i] = distance <= 2 ? figures[i] : Double.NaN;
            }
            double level = center(near);
            levels[hour] = Double.isNaN(level) ? overall : level;
        }
        return new Profile(levels, true);
    }

    double at(long millis) {
        if (!seasonal) {
            return levels[0];
        }
        double hour = Math.floorMod(millis, DAY * HOUR) / (double) HOUR - 0.5;
        int before = (int) Math.floor(hour);
        double share = hour - before;
        return levels[Math.floorMod(before, DAY)] * (1 - share) + levels[Math.floorMod(before + 1, DAY)] * share;
    }

    /** Returns the profile at the middle of each step. */
    double[] over(Grid grid) {
        return fill(grid.size(), i -> at(grid.timeAt(i) + grid.step() / 2));
    }

    private static double[] fill(int size, IntToDoubleFunction value) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }

    /** The median, or if that is zero, as with rare counts, the mean without the highest tenth. */
    private static double center(double[] figures) {
        double median = Medians.median(figures);
        return median == 0 ? Medians.lowerMean(figures, 0.9) : median;
    }
}
