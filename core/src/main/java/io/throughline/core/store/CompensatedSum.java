package io.throughline.core.store;

/**
 * A sum of finite numbers that loses next to nothing to rounding (Neumaier's form of Kahan's summation), so that sums of
 * parts and of the whole agree. Not thread-safe.
 */
final class CompensatedSum {

    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /** Returns the sum; one that no double can hold is the greatest or smallest that one can. */
    double value() {
        double whole = Double.isFinite(lost) ? sum + lost : sum;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, whole)) + 0.0;
    }
}
