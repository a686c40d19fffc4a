package io.throughline.azure.stream;

import io.throughline.core.telemetry.TimeWindow;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of one series by day. Rows of the same day are added as they were written, so that their order does not
 * matter; a day with a single row, which is nearly every one, takes eight bytes.
 */
final class CostDays {

    private final double[] amounts;
    private final BitSet days;
    private @Nullable Map<Integer, BigDecimal> sums;

    CostDays(int length) {
        amounts = new double[length];
        days = new BitSet(length);
    }

    void add(int day, BigDecimal amount) {
        if (!days.get(day)) {
            days.set(day);
            amounts[day] = amount.doubleValue();
            if (sums == null && isExact(amount, amounts[day])) {
                return;
            }
            sums().put(day, amount);
            return;
        }
        Map<Integer, BigDecimal> exact = sums();
        BigDecimal sum =
                exact.getOrDefault(day, BigDecimal.valueOf(amounts[day])).add(amount);
        exact.put(day, sum);
        amounts[day] = sum.doubleValue();
    }

    /** The shortest text of a number gives back the amount, so there is no need to keep it. */
    private static boolean isExact(BigDecimal amount, double value) {
        return Double.isFinite(value) && BigDecimal.valueOf(value).compareTo(amount) == 0;
    }

    private Map<Integer, BigDecimal> sums() {
        if (sums == null) {
            sums = new HashMap<>();
        }
        return sums;
    }

    /** Returns the days that have an amount; series with the same ones share their times. */
    BitSet days() {
        return days;
    }

    /** Returns the amounts of those days, ascending; the array is the caller's. */
    double[] amounts() {
        return days.cardinality() == amounts.length
                ? amounts
                : days.stream().mapToDouble(day -> amounts[day]).toArray();
    }

    /** Returns the starts of days of a window, epoch milliseconds. */
    static long[] times(BitSet days, TimeWindow window) {
        long start = window.from().toEpochMilli();
        return days.stream()
                .mapToLong(day -> start + day * CostCalendar.DAY.toMillis())
                .toArray();
    }
}
