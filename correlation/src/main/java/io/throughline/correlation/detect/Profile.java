package io.throughline.correlation.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a figure usually is at a time: its {@link Course} and, where the history shows them, the {@link Season}s of day and
 * week, drawn straight between the middles of the hours. Medians keep an incident in the history from teaching itself in.
 * On a scale on which the figure's noise does not depend on its level.
 */
final class Profile {

    private final Blocks blocks;
    private final @Nullable Season day;
    private final @Nullable Season week;
    private final Course course;

    private Profile(Blocks blocks, @Nullable Season day, @Nullable Season week, Course course) {
        this.blocks = blocks;
        this.day = day;
        this.week = week;
        this.course = course;
    }

    /** Makes the profile of figures. */
    static Profile of(Blocks blocks, DetectionConfig config) {
        boolean longEnough =
                blocks.figures.length * blocks.millis >= config.seasonalAfter().toMillis();
        Season day = longEnough ? season(blocks, blocks.figures, Blocks.DAY, 4) : null;
        double[] rest = without(blocks, blocks.figures, day);
        Season week = longEnough ? season(blocks, rest, Blocks.WEEK, 7) : null;
        rest = without(blocks, rest, week);
        return new Profile(blocks, day, week, Course.of(rest, blocks.per(Blocks.DAY)));
    }

    /** Makes the profile that is the same at all times. */
    static Profile flat(Blocks blocks, double level) {
        return new Profile(blocks, null, null, new Course(level, 0, 0));
    }

    /** Returns the profile at the middle of each step in {@code [from, to)}, at the steps' own indices. */
    double[] over(Grid grid, int from, int to) {
        double[] levels = new double[to];
        boolean flat = day == null && week == null && course.slope() == 0;
        if (flat) {
            Arrays.fill(levels, from, to, course.level());
            return levels;
        }
        long end = blocks.first + blocks.figures.length;
        for (int start = from; start < to; ) {
            long before = (long) Math.floor(position(grid, start));
            double here = shape(before);
            double next = shape(before + 1);
            int i = start;
            double position = position(grid, i);
            do {
                double share = position - before;
                levels[i] = course.level() + course.slope() * (position - end) + here * (1 - share) + next * share;
                position = position(grid, ++i);
            } while (i < to && position < before + 1);
            start = i;
        }
        return levels;
    }

    /** Returns the middle of a step in blocks, the middles of which are whole numbers. */
    private double position(Grid grid, int index) {
        return (grid.timeAt(index) + grid.step() / 2) / (double) blocks.millis - 0.5;
    }

    /** Tells whether it is zero at all times. */
    boolean isZero() {
        return day == null && week == null && course.slope() == 0 && course.level() == 0;
    }

    /** Returns how it was made, for people; without the length of the history. */
    String method() {
        StringBuilder text = new StringBuilder("usual level");
        if (day != null) {
            text.append(" at this hour of the day");
        }
        if (week != null) {
            text.append(day != null ? " and day of the week" : " on this day of the week");
        }
        if (course.slope() != 0) {
            text.append(", along its trend");
        }
        if (course.since() != 0) {
            text.append(", new since ").append(Instant.ofEpochMilli((blocks.first + course.since()) * blocks.millis));
        }
        return text.append(", median over ")
                .append(Duration.ofMillis(blocks.figures.length * blocks.millis).toHours())
                .append(" h before")
                .toString();
    }

    private double shape(long block) {
        return (day == null ? 0 : day.at(block)) + (week == null ? 0 : week.at(block));
    }

    private static @Nullable Season season(Blocks blocks, double[] figures, long period, int least) {
        int places = blocks.per(period);
        return places < least
                ? null
                : Season.find(figures, blocks.first, places).orElse(null);
    }

    private static double[] without(Blocks blocks, double[] figures, @Nullable Season season) {
        double[] rest = figures.clone();
        for (int i = 0; season != null && i < rest.length; i++) {
            rest[i] -= season.at(blocks.first + i);
        }
        return rest;
    }
}
