package io.throughline.examples.benchmarks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows of a bare table as columns in memory, as whoever computes with them would take them. */
final class Rows {

    private Rows() {}

    static long take(ResultSet row) throws SQLException {
        int[] series = new int[1 << 16];
        long[] times = new long[1 << 16];
        double[] values = new double[1 << 16];
        int size = 0;
        while (row.next()) {
            if (size == times.length) {
                series = Arrays.copyOf(series, 2 * size);
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            series[size] = row.getInt(1);
            times[size] = row.getLong(2);
            values[size++] = row.getDouble(3);
        }
        return size;
    }
}
