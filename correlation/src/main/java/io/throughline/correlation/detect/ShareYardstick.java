package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.CountTails;
import java.util.Arrays;

/**
 * So many of so many: binomial where few are expected, by angles with Anscombe's correction where many are (Biometrika 35,
 * 1948), and in both divided by the overdispersion that the history shows.
 */
final class ShareYardstick implements Yardstick {

    private static final double RARE = 5;

    private double[] part;
    private double[] whole;
    /** The usual share at each step. */
    private double[] shares;

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

    static ShareYardstick of(Signal signal, History history, int until, DetectionConfig config) {
        double[] weights = signal.weights();
        double[] part = new double[until];
        double[] whole = new double[until];
        for (int i = history.from; i < until; i++) {
            part[i] = signal.values[i] / weights[i];
            whole[i] = signal.totals[i] / weights[i];
        }
        return of(
                history,
                until,
                config,
                part,
                whole,
                (i, usual) -> Math.min(1, Math.max(config.minRatio() * usual, usual + config.minErrorShare())));
    }

    /** Makes the yardstick of real items among real attempts. */
    static ShareYardstick of(
            History history, int until, DetectionConfig config, double[] part, double[] whole, Least least) {
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
        ShareYardstick yardstick = new ShareYardstick(part, whole, shares(profile, history, until), least, method);
        yardstick.dispersion = yardstick.dispersion(history);
        return yardstick;
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double root = Math.sqrt(dispersion);
        Scores scores = new Scores();
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
            int place = scores.of(part[i], n, share, least.shareAt(i, share));
            columns.scores[i] = scores.found[place] / root;
            columns.relevant[i] = scores.relevant[place] / root;
        }
    }

    /** Works out scores; those of few items come again and again, and are remembered. */
    private static final class Scores {

        private static final int PLACES_LOG = 9;

        private final double[] parts = missing(1 << PLACES_LOG);
        private final double[] wholes = new double[1 << PLACES_LOG];
        private final double[] shares = new double[1 << PLACES_LOG];
        private final double[] leasts = new double[1 << PLACES_LOG];
        final double[] found = new double[1 << PLACES_LOG];
        final double[] relevant = new double[1 << PLACES_LOG];

        /** Returns the place at which the scores are. */
        int of(double part, double n, double share, double least) {
            long hash = Double.doubleToRawLongBits(part) * 31 + Double.doubleToRawLongBits(n);
            hash = hash * 31 + Double.doubleToRawLongBits(share);
            int place = (int) ((hash * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PLACES_LOG));
            if (parts[place] != part || wholes[place] != n || shares[place] != share || leasts[place] != least) {
                parts[place] = part;
                wholes[place] = n;
                shares[place] = share;
                leasts[place] = least;
                double usual = corrected(n * share, n);
                found[place] = n * Math.min(share, 1 - share) < CountTails.SMALL
                        ? CountTails.binomialScore(part, n, share)
                        : 2 * Math.sqrt(n) * (corrected(part, n) - usual);
                relevant[place] = 2 * Math.sqrt(n) * (corrected(n * least, n) - usual);
            }
            return place;
        }
    }

    @Override
    public void forget() {
        part = new double[0];
        whole = part;
        shares = part;
    }

    double shareAt(int index) {
        return shares[index];
    }

    private static double[] shares(Profile profile, History history, int until) {
        double[] shares = profile.over(history.grid, history.from, until);
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
