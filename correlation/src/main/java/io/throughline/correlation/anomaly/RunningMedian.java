package io.throughline.correlation.anomaly;

/** Order statistics of the last values, kept sorted; a value costs a few moves, nothing is allocated. */
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
        int at;
        if (size < ring.length) {
            at = size++;
        } else {
            double oldest = ring[next];
            at = 0;
            while (sorted[at] != oldest) {
                at++;
            }
        }
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

    boolean isFull() {
        return size == ring.length;
    }

    /** Returns the median, the lower middle value of an even number. */
    double median() {
        return sorted[(size - 1) / 2];
    }

    void copyFrom(RunningMedian other) {
        size = other.size;
        next = other.next;
        System.arraycopy(other.ring, 0, ring, 0, ring.length);
        System.arraycopy(other.sorted, 0, sorted, 0, sorted.length);
    }
}
