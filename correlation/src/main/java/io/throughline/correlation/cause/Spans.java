package io.throughline.correlation.cause;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.statistics.Medians;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which instants of a course are compared with which. */
final class Spans {

    private final Fault fault;
    private final long onset;
    private final long until;

    Spans(Fault fault) {
        this.fault = fault;
        this.onset = fault.onset().toEpochMilli();
        this.until = fault.until().toEpochMilli();
    }

    long onset() {
        return onset;
    }

    long until() {
        return until;
    }

    boolean isQuiet(long instant) {
        Instant at = Instant.ofEpochMilli(instant);
        for (TimeWindow window : fault.quiet()) {
            if (!at.isBefore(window.from()) && at.isBefore(window.to())) {
                return true;
            }
        }
        return false;
    }

    boolean knowsQuiet() {
        return !fault.quiet().isEmpty();
    }

    /** Tells whether an instant serves as reference: it lies before the onset, or where nothing was wrong. */
    boolean isReference(long instant) {
        return instant <= onset || isQuiet(instant);
    }

    /** Returns the values of the reference that there are. */
    double[] reference(Course course) {
        double[] found = new double[course.size()];
        int n = 0;
        for (int i = 0; i < course.size(); i++) {
            if (isReference(course.epochMillis(i)) && !Double.isNaN(course.value(i))) {
                found[n++] = course.value(i);
            }
        }
        return java.util.Arrays.copyOf(found, n);
    }

    /** Returns the values since the onset that there are; of a value that may be half from before it is not one. */
    double[] since(Course course) {
        long from = onset + step(course) / 2;
        double[] found = new double[course.size()];
        int n = 0;
        for (int i = 0; i < course.size(); i++) {
            long at = course.epochMillis(i);
            if (at > from && at <= until && !isQuiet(at) && !Double.isNaN(course.value(i))) {
                found[n++] = course.value(i);
            }
        }
        return java.util.Arrays.copyOf(found, n);
    }

    /** Returns the usual time between two instants, milliseconds; 0 if there is but one. */
    static long step(Course course) {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < course.size(); i++) {
            steps.add((double) (course.epochMillis(i) - course.epochMillis(i - 1)));
        }
        double middle =
                Medians.median(steps.stream().mapToDouble(Double::doubleValue).toArray());
        return Double.isNaN(middle) ? 0 : (long) middle;
    }
}
