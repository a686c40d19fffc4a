package io.throughline.correlation.impact;

/** Order statistics without sorting everything (Hoare, Algorithm 65: Find, CACM 1961; the median of three as pivot). */
final class Selection {

    private Selection() {}

    /**
     * Returns the value at a place of the order of the first {@code count} values, and leaves them in another order.
     *
     * @param values no NaN among the first {@code count}
     * @param place from 0 to {@code count - 1}
     */
    static double at(double[] values, int count, int place) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return values[place];
            }
        }
        return values[low];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
