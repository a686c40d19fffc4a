package io.throughline.correlation.statistics;

import java.util.Arrays;

/** Order statistics without sorting: R. W. Floyd and R. L. Rivest, Expected time bounds for selection, Comm. ACM 18 (1975). */
public final class Selection {

    /** Up to it sorting is as fast. */
    private static final int SMALL = 24;
    /** Beyond it a sample finds the better pivot. */
    private static final int LARGE = 600;

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

    /** Returns the value of a rank from zero; no greater one comes before it, no smaller one after. */
    private static double select(double[] values, int n, int rank) {
        // Values laid out against it are sorted after a while.
        int patience = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(n));
        select(values, 0, n - 1, rank, patience);
        return values[rank];
    }

    private static void select(double[] values, int first, int last, int rank, int patience) {
        int left = first;
        int right = last;
        for (int turn = 0; right - left > SMALL; turn++) {
            if (turn > patience) {
                break;
            }
            if (right - left > LARGE) {
                sample(values, left, right, rank, patience);
            } else {
                middle(values, left, rank, right);
            }
            double pivot = values[rank];
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
                return;
            }
        }
        Arrays.sort(values, left, right + 1);
    }

    /** Puts the value of the rank in a sample, a little beyond it on the longer side, at the rank. */
    private static void sample(double[] values, int left, int right, int rank, int patience) {
        double n = right - left + 1;
        double place = rank - left + 1;
        double log = StrictMath.log(n);
        double size = 0.5 * StrictMath.exp(2 * log / 3);
        double beyond = 0.5 * Math.sqrt(log * size * (n - size) / n) * (place < n / 2 ? -1 : 1);
        int low = Math.max(left, (int) Math.floor(rank - place * size / n + beyond));
        int high = Math.min(right, (int) Math.floor(rank + (n - place) * size / n + beyond));
        select(values, low, high, rank, patience);
    }

    /** Puts the middle of three values at the rank. */
    private static void middle(double[] values, int left, int rank, int right) {
        double a = values[left];
        double b = values[rank];
        double c = values[right];
        if (a < b == b < c) {
            return;
        }
        int other = a < c == c < b ? right : left;
        values[rank] = values[other];
        values[other] = b;
    }
}
