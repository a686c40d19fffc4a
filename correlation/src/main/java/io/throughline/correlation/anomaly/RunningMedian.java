package io.throughline.correlation.anomaly;

/** The median of the last values, which are kept sorted; a value costs a few moves, nothing is allocated. */
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
        int at = size < ring.length ? size++ : indexOf(ring[next]);
        while (at < size - 1 && sorted[at + 1] < value) {
            sorted[at] = sorted[++at];
        }
        while (at > 0 && sorted[at - 1] > value) {
            sorted[at] = sorted[--at];
        }
        sorted[at] = value;
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

    private int indexOf(double value) {
        int low = 0;
        int high = ring.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
