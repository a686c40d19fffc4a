package io.throughline.correlation.detect;

/** One way to put steps of a signal beside what a history makes one expect. */
interface Yardstick {

    /** Fills in the columns of the steps in {@code [from, to)}. */
    void measure(Columns columns, int from, int to);

    /** Lets go of what only {@link #measure} needs. */
    void forget();

    /** Returns how many times the variance is that of the model: 1 for items that come one by one. */
    double dispersion();

    /** Returns the band of a single step about an expected value, given how much the series varies beyond its model. */
    Band band(double expected, double attempts, double inflation);

    /** Returns how it was made, one line for people. */
    String method();

    /** In which 99 % of single steps are expected. */
    record Band(double lower, double upper) {
        /** Two-sided 99 % of the standard normal distribution. */
        static final double WIDTH = 2.576;
    }

    /** Returns the yardstick of a signal's model, for steps from the first of a history on up to {@code until}. */
    static Yardstick of(Signal signal, History history, int until, DetectionConfig config) {
        return switch (signal.model) {
            case COUNT -> CountYardstick.of(signal, history, until, config);
            case SHARE -> ShareYardstick.of(signal, history, until, config);
            case DISTRIBUTION -> DistributionYardstick.of(signal, history, until, config);
            case LEVEL, UTILIZATION -> LevelYardstick.of(signal, history, until, config);
        };
    }

    /** Returns by how much a figure of the signal must move to matter at all, in its unit. */
    static double leastMove(Signal signal, DetectionConfig config) {
        if (signal.signalClass == SignalClass.ERRORS && signal.isShareOfVendor()) {
            return config.minErrorShare();
        }
        return signal.signalClass == SignalClass.LATENCY ? config.minExtraSeconds() : 0;
    }
}
