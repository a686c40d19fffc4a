package io.throughline.correlation.cause;

import java.util.Arrays;

/**
 * How a number went: a value at each of some instants.
 *
 * <p>Immutable. Not a record, as its arrays are not to be seen.
 */
public final class Course {

    private final long[] epochMillis;
    private final double[] values;

    private Course(long[] epochMillis, double[] values) {
        this.epochMillis = epochMillis;
        this.values = values;
    }

    /**
     * Makes a course.
     *
     * @param epochMillis instants, strictly ascending, milliseconds since 1970 UTC
     * @param values in the measure's unit, NaN where nothing was measured
     * @throws IllegalArgumentException if the two are not of one length or the instants do not ascend
     */
    public static Course of(long[] epochMillis, double[] values) {
        if (epochMillis.length != values.length) {
            throw new IllegalArgumentException("a course must have as many values as instants, had " + values.length
                    + " for " + epochMillis.length);
        }
        for (int i = 1; i < epochMillis.length; i++) {
            if (epochMillis[i] <= epochMillis[i - 1]) {
                throw new IllegalArgumentException(
                        "instants of a course must ascend, but " + epochMillis[i] + " follows " + epochMillis[i - 1]);
            }
        }
        return new Course(epochMillis.clone(), values.clone());
    }

    /** Returns the number of instants. */
    public int size() {
        return values.length;
    }

    /** Returns an instant, milliseconds since 1970 UTC. */
    public long epochMillis(int index) {
        return epochMillis[index];
    }

    /** Returns a value, NaN if nothing was measured. */
    public double value(int index) {
        return values[index];
    }

    /** Returns the value at an instant, NaN if there is none. */
    public double at(long instant) {
        int index = Arrays.binarySearch(epochMillis, instant);
        return index < 0 ? Double.NaN : values[index];
    }

    /** Returns what is left of this course over another, instant by instant; where the other has nothing, all of it. */
    Course minus(Course other) {
        double[] left = values.clone();
        for (int i = 0; i < left.length; i++) {
            double taken = other.at(epochMillis[i]);
            left[i] -= Double.isNaN(taken) ? 0 : taken;
        }
        return new Course(epochMillis, left);
    }
}
