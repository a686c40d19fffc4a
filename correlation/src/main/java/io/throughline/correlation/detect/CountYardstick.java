package io.throughline.correlation.detect;

/**
 * Counts, by roots with Anscombe's correction (F. J. Anscombe, Biometrika 35, 1948), divided by the overdispersion that the
 * history shows. Roots say little of a single rare item, on purpose: an episode's onset is where many came, not where the
 * first did. How surely they came is asked of the exact tail, see {@link Significance}.
 */
final class CountYardstick implements Yardstick {

    /** With fewer items an hour an hour's count is no level; all hours are pooled. */
    private static final double RARE = 5;
    /** The power of the usual ratio that a day's traffic may be from its night's: about three times. */
    private static final int DAY_AND_NIGHT = 3;

    private final Signal signal;
    private double[] levels;
    private double[] weights;
    private final double ratio;
    private final String method;
    private double dispersion = 1;

    private CountYardstick(Signal signal, double[] levels, double[] weights, double ratio, String method) {
        this.signal = signal;
        this.levels = levels;
        this.weights = weights;
        this.ratio = ratio;
        this.method = method;
    }

    static CountYardstick of(Signal signal, History history, int until, DetectionConfig config) {
        double[] weights = signal.weights();
        double items = 0;
        double amount = 0;
        int steps = 0;
        for (int i = history.from; i < history.to; i++) {
            if (signal.isPresent(i) && history.has(i)) {
                items += signal.values[i] / weights[i];
                amount += signal.values[i];
                steps++;
            }
        }
        Blocks blocks = Blocks.of(history, (from, to) -> rootOfMean(signal, history, from, to));
        Profile usual = Profile.of(blocks, config);
        // Most hours of a rare event without a season are empty, however many come in the others.
        boolean rare = items < RARE * blocks.present() || usual.isZero();
        // Half an item more than seen: what never happened yet may happen.
        Profile profile = rare ? Profile.flat(blocks, Math.sqrt((amount + 0.5) / Math.max(1, steps))) : usual;
        String method = rare
                ? "usual rate of a rare event, mean over " + history.millis() / Blocks.HOUR + " h before"
                : profile.method();
        double[] levels = profile.over(signal.grid, history.from, until);
        CountYardstick yardstick = new CountYardstick(signal, levels, weights, ratio(signal, history, config), method);
        yardstick.dispersion = yardstick.dispersion(history);
        return yardstick;
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double root = Math.sqrt(dispersion);
        for (int i = from; i < to; i++) {
            double level = Math.max(0, levels[i]);
            columns.expected[i] = level * level;
            double usual = level * level / weights[i];
            double items = signal.values[i] / weights[i];
            columns.items[i] = items;
            columns.usual[i] = usual;
            double centre = Math.sqrt(usual + 0.375);
            columns.relevant[i] = 2 * (Math.sqrt(ratio * usual + 0.375) - centre) / root;
            columns.scores[i] = 2 * (Math.sqrt(items + 0.375) - centre) / root;
        }
    }

    @Override
    public void forget() {
        levels = new double[0];
        weights = levels;
    }

    @Override
    public double dispersion() {
        return dispersion;
    }

    @Override
    public Band band(double expected, double attempts, double inflation) {
        double centre = Math.sqrt(expected + 0.375);
        double half = Band.WIDTH * inflation * Math.sqrt(dispersion) / 2;
        double below = Math.max(0, centre - half);
        return new Band(Math.max(0, below * below - 0.375), (centre + half) * (centre + half) - 0.375);
    }

    @Override
    public String method() {
        return method;
    }

    /** Returns the ratio that matters. Before a day was seen, traffic may yet do what it does from night to day. */
    private static double ratio(Signal signal, History history, DetectionConfig config) {
        boolean dayUnseen = signal.signalClass == SignalClass.TRAFFIC && history.millis() < Blocks.DAY;
        return dayUnseen ? StrictMath.pow(config.minRatio(), DAY_AND_NIGHT) : config.minRatio();
    }

    private double dispersion(History history) {
        Dispersion found = new Dispersion();
        for (int i = history.from; i < history.to; i++) {
            if (signal.isPresent(i) && history.has(i)) {
                double level = Math.max(0, levels[i]);
                double usual = level * level / weights[i];
                found.add(signal.values[i] / weights[i], usual, usual);
            }
        }
        return found.value();
    }

    private static double rootOfMean(Signal signal, History history, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (signal.isPresent(i) && history.has(i)) {
                sum += signal.values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : Math.sqrt(sum / n);
    }
}
