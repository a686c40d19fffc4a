package io.throughline.correlation.associate;

import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.statistics.CrossCorrelation;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the deviations of two series at every possible shift. Deviations are prewhitened with the autocorrelation of
 * the history and drawn in, then correlated circularly over the whole span. The shifts other than the near ones are the
 * null distribution: they keep each series as it is, autocorrelation and bursts included, and break only the tie.
 */
final class ShiftTest {

    private static final double LEAST = -3;
    private static final double MOST = 8;

    private final Map<Integer, CrossCorrelation> transforms = new TreeMap<>();
    private final Map<String, CrossCorrelation.Spectrum> spectra = new TreeMap<>();

    /**
     * How alike two series are.
     *
     * @param coefficient coefficient of correlation at the best lag
     * @param lagSteps the lag with the highest coefficient; positive if the second follows
     * @param stepMillis length of a step
     * @param asGood number of all shifts, this one included, that agree at least as well
     * @param shifts number of all possible shifts
     */
    record Likeness(double coefficient, int lagSteps, long stepMillis, int asGood, int shifts) {

        /**
         * Returns the chance that a random shift would bring the two at least as near together and as well into
         * agreement.
         *
         * @param distanceSteps how far apart they are, in steps
         */
        double pValue(int distanceSteps) {
            double near = 2.0 * Math.max(Math.abs(lagSteps), Math.abs(distanceSteps)) + 1;
            return Math.min(1, near * asGood / shifts);
        }
    }

    Likeness compare(Deviations first, int firstSign, Deviations second, int secondSign, long maxLagMillis) {
        long step = Math.max(first.stepMillis(), second.stepMillis());
        double[] a = column(first, step);
        double[] b = column(second, step);
        int length = Math.min(a.length, b.length);
        if (length < 4) {
            return new Likeness(0, 0, step, 1, 1);
        }
        CrossCorrelation transform = transforms.computeIfAbsent(length, CrossCorrelation::new);
        double[] all = transform.correlate(spectrum(transform, first, step, a), spectrum(transform, second, step, b));
        int sign = firstSign * secondSign;
        int maxLag = (int) Math.min((length - 1) / 2, maxLagMillis / step);
        int best = 0;
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            double here = sign * all[Math.floorMod(lag, length)];
            double most = sign * all[Math.floorMod(best, length)];
            if (here > most || (here == most && Math.abs(lag) < Math.abs(best))) {
                best = lag;
            }
        }
        double coefficient = sign * all[Math.floorMod(best, length)];
        int asGood = 0;
        for (double value : all) {
            if (sign * value >= coefficient) {
                asGood++;
            }
        }
        return new Likeness(coefficient, best, step, asGood, length);
    }

    private CrossCorrelation.Spectrum spectrum(
            CrossCorrelation transform, Deviations deviations, long step, double[] column) {
        String name = deviations.key() + " " + step + " " + transform.length();
        return spectra.computeIfAbsent(
                name, key -> transform.spectrum(java.util.Arrays.copyOf(column, transform.length())));
    }

    /** Means over the coarser step; a missing step is taken to be as expected. */
    private static double[] column(Deviations deviations, long step) {
        int per = (int) (step / deviations.stepMillis());
        long first = Math.floorDiv(deviations.timeAt(0), step);
        long last = Math.floorDiv(deviations.timeAt(deviations.size() - 1), step);
        double[] sums = new double[(int) (last - first + 1)];
        double before = 0;
        for (int i = 0; i < deviations.size(); i++) {
            double score = deviations.scoreAt(i);
            double now = Double.isNaN(score) ? 0 : Math.max(LEAST, Math.min(MOST, score));
            int at = (int) (Math.floorDiv(deviations.timeAt(i), step) - first);
            sums[at] += (now - deviations.persistence() * before) / Math.max(1, per);
            before = now;
        }
        return sums;
    }
}
