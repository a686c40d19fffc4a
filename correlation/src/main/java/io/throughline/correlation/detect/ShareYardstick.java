package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.CountTails;
import java.util.Arrays;

/**
 * So many of so many: binomial where few are expected, by angles with Anscombe's correction where many are (Biometrika 35,
 * 1948), and in both divided by the overdispersion that the history shows.
 */
final class ShareYardstick implements Yardstick {

    private static final double RARE = 5;

    private final double[] part;
    private final double[] whole;
    /** The usual share at each step. */
    private final double[] shares;

    private final Least least;
    private final String method;
    private double dispersion = 1;

    /** The least share that would matter at a step where another is usual. */
    interface Least {
        double shareAt(int index, double usual);
    }

    private ShareYardstick(double[] part, double[] whole, double[] shares, Least least, String method) {
        this.part = part;
        this.whole = whole;
        this.shares = shares;
        this.least = least;
        this.method = method;
    }

    static ShareYardstick of(Signal signal, History history, DetectionConfig config) {
        double[] weights = signal.weights();
        double[] part = new double[weights.length];
        double[] whole = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            part[i] = signal.values[i] / weights[i];
            whole[i] = signal.totals[i] / weights[i];
        }
        return of(
                history,
                config,
                part,
                whole,
                (i, usual) -> Math.min(1, Math.max(config.minRatio() * usual, usual + config.minErrorShare())));
    }

    /** Makes the yardstick of real items among real attempts. */
    static ShareYardstick of(History history, DetectionConfig config, double[] part, double[] whole, Least least) {
        double parts = 0;
        double wholes = 0;
        for (int i = history.from; i < history.to; i++) {
            if (whole[i] > 0 && history.has(i)) {
                parts += part[i];
                wholes += whole[i];
            }
        }
        Blocks blocks = Blocks.of(history, (from, to) -> angleOfShare(history, part, whole, from, to));
        double rarer = Math.min(parts, wholes - parts);
        Profile usual = Profile.of(blocks, config);
        boolean rare = rarer < RARE * blocks.present() || usual.isZero();
        Profile profile = rare ? Profile.flat(blocks, angle((parts + 0.5) / (wholes + 1))) : usual;
        String method =
                rare ? "usual share, mean over " + history.millis() / Blocks.HOUR + " h before" : profile.method();
        ShareYardstick yardstick = new ShareYardstick(part, whole, shares(profile, history), least, method);
        yardstick.dispersion = yardstick.dispersion(history);
        return yardstick;
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double root = Math.sqrt(dispersion);
        for (int i = from; i < to; i++) {
            double share = shareAt(i);
            columns.expected[i] = share;
            double n = whole[i];
            if (!(n > 0)) {
                columns.scores[i] = Double.NaN;
                columns.relevant[i] = Double.NaN;
                continue;
            }
            columns.items[i] = part[i];
            columns.attempts[i] = n;
            columns.usual[i] = n * share;
            double usual = corrected(n * share, n);
            double score = n * Math.min(share, 1 - share) < CountTails.SMALL
                    ? CountTails.binomialScore(part[i], n, share)
                    : 2 * Math.sqrt(n) * (corrected(part[i], n) - usual);
            columns.scores[i] = score / root;
            columns.relevant[i] = 2 * Math.sqrt(n) * (corrected(n * least.shareAt(i, share), n) - usual) / root;
        }
    }

    double shareAt(int index) {
        return shares[index];
    }

    private static double[] shares(Profile profile, History history) {
        double[] shares = profile.over(history.grid, history.from, history.grid.size());
        double angle = Double.NaN;
        double share = Double.NaN;
        for (int i = history.from; i < shares.length; i++) {
            if (shares[i] != angle) {
                angle = shares[i];
                double sine = StrictMath.sin(Math.max(0, Math.min(Math.PI / 2, angle)));
                share = sine * sine;
            }
            shares[i] = share;
        }
        return shares;
    }

    @Override
    public double dispersion() {
        return dispersion;
    }

    /** The score interval of E. B. Wilson (J. Amer. Statist. Assoc. 22, 1927). */
    @Override
    public Band band(double expected, double attempts, double inflation) {
        double n = Math.max(1, attempts / (dispersion * inflation * inflation));
        double square = Band.WIDTH * Band.WIDTH;
        double centre = (expected + square / (2 * n)) / (1 + square / n);
        double half = Band.WIDTH / (1 + square / n) * Math.sqrt(expected * (1 - expected) / n + square / (4 * n * n));
        return new Band(Math.max(0, Math.min(expected, centre - half)), Math.min(1, centre + half));
    }

    @Override
    public String method() {
        return method;
    }

    private double dispersion(History history) {
        Dispersion found = new Dispersion();
        for (int i = history.from; i < history.to; i++) {
            if (whole[i] > 0 && history.has(i)) {
                double share = shareAt(i);
                found.add(part[i], whole[i] * share, whole[i] * share * (1 - share));
            }
        }
        return found.value();
    }

    private static double angleOfShare(History history, double[] part, double[] whole, int from, int to) {
        double parts = 0;
        double wholes = 0;
        for (int i = from; i < to; i++) {
            if (whole[i] > 0 && history.has(i)) {
                parts += part[i];
                wholes += whole[i];
            }
        }
        return wholes == 0 ? Double.NaN : angle(Math.min(1, parts / wholes));
    }

    private static double angle(double share) {
        return StrictMath.asin(Math.sqrt(share));
    }

    private static double corrected(double part, double whole) {
        return angle(Math.min(1, (part + 0.375) / (whole + 0.75)));
    }

    /** Returns columns of missing values. */
    static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
