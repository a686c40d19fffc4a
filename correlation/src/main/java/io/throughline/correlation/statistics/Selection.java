package io.throughline.correlation.statistics;

import java.util.Arrays;

/** Order statistics without sorting: C. A. R. Hoare, Find, Comm. ACM 4 (1961), by the middle of three. */
public final class Selection {

    /** Below it sorting is as fast. */
    private static final int SMALL = 24;

    private Selection() {}

    /**
     * Returns a quantile of the first {@code n} values by linear interpolation between order statistics (Hyndman and
     * Fan's type 7); NaN if there are none. Reorders them.
     *
     * @param values the first {@code n} are not NaN
     * @param share in {@code [0, 1]}
     */
    public static double quantile(double[] values, int n, double share) {
        if (n == 0) {
            return Double.NaN;
        }
        double at = share * (n - 1);
        int below = (int) Math.floor(at);
        double low = select(values, n, below);
        if (below + 1 >= n) {
            return low;
        }
        double high = values[below + 1];
        for (int i = below + 2; i < n; i++) {
            high = values[i] < high ? values[i] : high;
        }
        return low + (at - below) * (high - low);
    }

    /** Returns the value of a rank from zero; no smaller one comes before it, no greater one after. */
    private static double select(double[] values, int n, int rank) {
        int left = 0;
        int right = n - 1;
        // Values laid out against the middle of three are sorted after a while.
        int patience = 2 * (32 - Integer.numberOfLeadingZeros(n));
        while (right - left > SMALL && patience-- > 0) {
            double pivot = middle(values[left], values[(left + right) >>> 1], values[right]);
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double value = values[i];
                    values[i++] = values[j];
                    values[j--] = value;
                }
            }
            if (rank <= j) {
                right = j;
            } else if (rank >= i) {
                left = i;
            } else {
                return values[rank];
            }
        }
        Arrays.sort(values, left, right + 1);
        return values[rank];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
