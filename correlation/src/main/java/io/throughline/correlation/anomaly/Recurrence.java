package io.throughline.correlation.anomaly;

/**
 * Whether large deviations of a series come back at the same time of its period, as those of a daily job do. Once most
 * of them did, one that does is expected.
 */
final class Recurrence {

    private static final int ROWS_AROUND = 3;
    private static final int LEAST_PERIOD = 8;
    private static final double LIKE = 0.5;
    private static final double CREDIBLE = 0.6;
    private static final double REMEMBERED = 0.9;

    private final int period;
    private final double[] residuals;
    private long lastRow;
    private int lastSlot;
    private double large;
    private double recurred;

    /** @param rows of a period; of a few rows, nothing is said */
    Recurrence(int rows) {
        period = rows;
        residuals = new double[rows + ROWS_AROUND];
    }

    /** Tells whether this large deviation is one of those that come every period, and learns from it. */
    boolean explains(long row, double residual) {
        if (period < LEAST_PERIOD) {
            return false;
        }
        double like = 0;
        for (int away = -ROWS_AROUND; away <= ROWS_AROUND; away++) {
            double before = residuals[slot(row - period + away)];
            if (before * residual > 0) {
                like = Math.max(like, Math.abs(before));
            }
        }
        boolean again = like > LIKE * Math.abs(residual);
        boolean explained = again && recurred > CREDIBLE * (large + 1);
        large = REMEMBERED * large + 1;
        recurred = REMEMBERED * recurred + (again ? 1 : 0);
        return explained;
    }

    void put(long row, double residual) {
        // The next row is by far the most frequent, and a division what costs most here.
        if (row == lastRow + 1) {
            lastSlot = lastSlot + 1 == residuals.length ? 0 : lastSlot + 1;
        } else {
            for (long missing = Math.max(lastRow + 1, row - residuals.length + 1); missing < row; missing++) {
                residuals[slot(missing)] = 0;
            }
            lastSlot = slot(row);
        }
        residuals[lastSlot] = residual;
        lastRow = row;
    }

    private int slot(long row) {
        return (int) Math.floorMod(row, (long) residuals.length);
    }
}
