package io.throughline.correlation.anomaly;

/**
 * The evidence that the last rows are new to a series, from four sides: their shape, the time of day, their level, and how
 * rough they are. Each side is the mean of its parts, each part the square root of how many powers of ten it is beyond the
 * usual.
 */
final class NoveltyEvidence {

    /** Powers of ten beyond which a part does not grow. */
    private static final double CAP = 10;

    private static final int SAMPLES = 8;
    /** Shapes that are remembered of each kind; with a thousand, nothing is better. */
    private static final int SHAPES = 300;

    private static final double WEIGHT_OF_PROFILES = 1.5;
    private static final double TAIL_OF_LEVEL = 0.03;
    private static final double TAIL_OF_ROUGHNESS = 0.02;

    private final NoveltyUnits units = new NoveltyUnits();
    private final NoveltyShapes quickShapes = new NoveltyShapes(3, SAMPLES, SHAPES);
    private final NoveltyShapes slowShapes = new NoveltyShapes(12, SAMPLES, SHAPES);
    private final NoveltyShapes tamedShapes = new NoveltyShapes(2, SAMPLES, SHAPES);
    private final NoveltyProfile profile;
    private final NoveltyProfile tamedProfile;
    private final NoveltyMean[] levels = {
        new NoveltyMean(96, TAIL_OF_LEVEL), new NoveltyMean(144, TAIL_OF_LEVEL), new NoveltyMean(288, TAIL_OF_LEVEL)
    };
    private final NoveltyForecast forecast = new NoveltyForecast();
    private final NoveltyMean quickErrors = new NoveltyMean(12, TAIL_OF_ROUGHNESS);
    private final NoveltyMean slowErrors = new NoveltyMean(48, TAIL_OF_ROUGHNESS);
    private final NoveltyMean steps = new NoveltyMean(96, TAIL_OF_ROUGHNESS);
    private final double weights;
    private double lastTamed = Double.NaN;

    NoveltyEvidence(int rowsOfDay) {
        profile = new NoveltyProfile(rowsOfDay, 12);
        tamedProfile = new NoveltyProfile(rowsOfDay, 36);
        weights = 3 + (NoveltyProfile.speaks(rowsOfDay) ? WEIGHT_OF_PROFILES : 0);
    }

    /**
     * Takes a row; returns the evidence, the weighted mean of the four sides.
     *
     * @param index steps since the first row
     */
    double accept(long index, double value) {
        units.accept(value);
        double tamed = units.tamed();
        double scale = units.scale();
        double shapes = root(quickShapes.accept(value, scale))
                + root(slowShapes.accept(value, scale))
                + root(tamedShapes.accept(tamed, 1));
        double profiles = root(profile.accept(index, value, scale)) + root(tamedProfile.accept(index, tamed, 1));
        double level = 0;
        for (NoveltyMean each : levels) {
            level += root(each.accept(tamed));
        }
        double error = Math.abs(forecast.accept(value, units));
        double step = Double.isNaN(lastTamed) ? 0 : Math.abs(tamed - lastTamed);
        lastTamed = tamed;
        double roughness = root(quickErrors.accept(error)) + root(slowErrors.accept(error)) + root(steps.accept(step));
        return (shapes / 3 + WEIGHT_OF_PROFILES * profiles / 2 + level / levels.length + roughness / 3) / weights;
    }

    private static double root(double rarity) {
        return Math.sqrt(Math.min(CAP, rarity));
    }
}
