package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.statistics.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Weighs levels: by how many times its usual scatter the middle of a level has risen. The scatter is the largest of the
 * reference's median absolute deviation, its way from the median to the ninth decile (levels are skewed upwards), a tenth
 * of the level, and a fiftieth of the largest usual level of the same name in the system: what is nothing anywhere else is
 * nothing here.
 */
final class Levels {

    private static final double OF_LEVEL = 0.1;
    private static final double OF_LARGEST = 0.02;
    private static final double NINTH_DECILE = 0.9;

    private final Spans spans;
    private final List<Measure.Level> levels = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();

    Levels(Observations observations, Spans spans) {
        this.spans = spans;
        for (Measure.Level level : observations.all(Measure.Level.class)) {
            levels.add(level);
            measures.add(level);
        }
        for (Measure.Way way : observations.all(Measure.Way.class)) {
            Course lost = way.seenByCallee() == null
                    ? way.seenByCaller()
                    : way.seenByCaller().minus(way.seenByCallee());
            levels.add(new Measure.Level(way.node(), way.caller(), Measure.Level.Resource.OTHER, "calls", lost));
            measures.add(way);
        }
    }

    List<Finding> findings() {
        double[][] references = new double[levels.size()][];
        double[] usual = new double[levels.size()];
        TreeMap<String, Double> largest = new TreeMap<>();
        for (int i = 0; i < references.length; i++) {
            references[i] = spans.reference(levels.get(i).course());
            usual[i] = Medians.median(references[i]);
            if (!Double.isNaN(usual[i])) {
                largest.merge(levels.get(i).name(), Math.abs(usual[i]), Math::max);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < references.length; i++) {
            double[] now = spans.since(levels.get(i).course());
            if (references[i].length > 0 && now.length > 0) {
                Measure.Level level = levels.get(i);
                double floor = OF_LARGEST * largest.getOrDefault(level.name(), 0.0);
                findings.add(finding(measures.get(i), level, references[i], usual[i], now, floor));
            }
        }
        return findings;
    }

    private static Finding finding(
            Measure measure, Measure.Level level, double[] reference, double usual, double[] now, double floor) {
        double scatter = Math.max(
                Math.max(Medians.deviation(reference, usual), Medians.quantile(reference, NINTH_DECILE) - usual),
                Math.max(OF_LEVEL * Math.abs(usual), floor));
        double middle = Medians.median(now);
        double risen = scatter > 0 ? Math.max(0, (middle - usual) / scatter) : 0;
        String what = measure instanceof Measure.Way ? "Time lost on calls from " + level.instance() : level.name();
        Reason reason = Reason.of(
                        "level",
                        what + " went from " + Figures.rounded(usual, 3) + " to " + Figures.rounded(middle, 3) + ", "
                                + Figures.rounded(risen, 1) + " times its usual scatter")
                .with("usual", usual)
                .with("now", middle)
                .with("scatter", scatter);
        return new Finding(measure, risen, false, reason);
    }
}
