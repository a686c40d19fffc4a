package io.throughline.correlation.anomaly;

/**
 * The median of the last values, which are kept sorted. A value costs two searches and one move of a block; nothing is
 * allocated.
 */
final class RunningMedian {

    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    RunningMedian(int length) {
        ring = new double[length];
        sorted = new double[length];
    }

    void add(double value) {
        int place = placeOf(value);
        int hole = size < ring.length ? size++ : placeOf(ring[next]);
        if (place > hole) {
            place--;
            System.arraycopy(sorted, hole + 1, sorted, hole, place - hole);
        } else {
            System.arraycopy(sorted, place, sorted, place + 1, hole - place);
        }
        sorted[place] = value;
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
    }

    /** Returns the median, the mean of the two middle values of an even number; of none, 0. */
    double median() {
        int upper = size / 2;
        return (size & 1) == 1 || size == 0 ? sorted[upper] : sorted[upper - 1] / 2 + sorted[upper] / 2;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    /** Returns the number of values below; without branches, as which way it goes cannot be predicted. */
    private int placeOf(double value) {
        int from = 0;
        int length = size;
        while (length > 1) {
            int half = length >>> 1;
            from += half & below(sorted[from + half - 1], value);
            length -= half;
        }
        return length > 0 ? from - below(sorted[from], value) : 0;
    }

    /** Returns all bits set if the first value is below the second, otherwise none. */
    private static int below(double first, double second) {
        return (int) (Double.doubleToRawLongBits(first - second) >> 63);
    }
}
