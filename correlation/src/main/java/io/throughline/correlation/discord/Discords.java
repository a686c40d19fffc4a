package io.throughline.correlation.discord;

import java.util.Optional;

/**
 * Finds the one stretch of a series that is least like anything before it (the left discord of Lu, Wu, Mueen, Zuluaga
 * and Keogh, "Matrix Profile XXIV", KDD 2022), over several window lengths.
 */
public final class Discords {

    private Discords() {}

    /**
     * Returns the strangest stretch after the training rows.
     *
     * @param values the series; NaN is a missing value
     * @param trainRows number of rows at the beginning that are known to be normal, in {@code [1, values.length]}
     * @return empty if there are too few rows to compare
     * @throws IllegalArgumentException if {@code trainRows} is out of range
     */
    public static Optional<Discord> search(double[] values, int trainRows, DiscordConfig config) {
        if (trainRows < 1 || trainRows > values.length) {
            throw new IllegalArgumentException(
                    "trainRows must be in [1, " + values.length + "], was " + trainRows);
        }
        Optional<Discord> best = Optional.empty();
        for (int scale = 0; scale < config.scales(); scale++) {
            int step = 1 << scale;
            int m = config.points();
            double[] x = standardised(values, step, trainRows / step);
            int train = trainRows / step;
            if (train < 4 * m || x.length < train + m) {
                break;
            }
            LeftProfile profile = LeftProfile.of(x, m, train, 0.1);
            double worst = 0;
            for (int i = 0; i + m <= train; i++) {
                worst = Math.max(worst, profile.distances[i]);
            }
            int at = train;
            for (int i = train; i < profile.distances.length; i++) {
                if (profile.distances[i] > profile.distances[at]) {
                    at = i;
                }
            }
            double distance = Math.sqrt(profile.distances[at]);
            double extremity = worst > 0 ? distance / Math.sqrt(worst) : distance > 0 ? Double.MAX_VALUE : 0;
            if (best.isEmpty() || extremity > best.get().extremity()) {
                best = Optional.of(new Discord(
                        at * step + m * step / 2,
                        at * step,
                        m * step,
                        distance,
                        profile.neighbours[at] * step,
                        extremity));
            }
        }
        return best;
    }

    private static double[] standardised(double[] values, int step, int train) {
        double[] x = new double[values.length / step];
        double sum = 0;
        double last = 0;
        for (int i = 0; i < x.length; i++) {
            double mean = 0;
            int n = 0;
            for (int k = i * step; k < (i + 1) * step; k++) {
                if (!Double.isNaN(values[k])) {
                    mean += values[k];
                    n++;
                }
            }
            last = n > 0 ? mean / n : last;
            x[i] = last;
            sum += i < train ? last : 0;
        }
        double center = sum / train;
        double squares = 0;
        for (int i = 0; i < train; i++) {
            squares += (x[i] - center) * (x[i] - center);
        }
        double deviation = squares > 0 ? Math.sqrt(squares / train) : 1;
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - center) / deviation;
        }
        return x;
    }
}
