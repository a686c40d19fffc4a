package io.throughline.examples.evaluation;

import io.throughline.correlation.CorrelationConfig;
import io.throughline.correlation.assemble.AssemblyConfig;
import io.throughline.correlation.associate.AssociationConfig;
import io.throughline.correlation.detect.DetectionConfig;
import io.throughline.correlation.rank.RankingConfig;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine's settings, and others near them: each setting that a recording could have been used to choose, smaller and larger. */
final class Settings {

    static final String DEFAULTS = "defaults";

    private Settings() {}

    /** By name, without the defaults. */
    static SortedMap<String, CorrelationConfig> neighbours() {
        SortedMap<String, CorrelationConfig> all = new TreeMap<>();
        for (double factor : new double[] {0.5, 2}) {
            all.put("detection.minDeviations x " + factor, detection(factor, 1, 1, 1));
            all.put("detection.minExtraErrors x " + factor, detection(1, factor, 1, 1));
            all.put("detection.maxQ x " + factor, detection(1, 1, factor, 1));
            all.put("detection.minRatio - 1 x " + factor, detection(1, 1, 1, factor));
            all.put("association.maxLag x " + factor, association(factor, 1, 1));
            all.put("association.minEffect x " + factor, association(1, factor, 1));
            all.put("association.maxQ x " + factor, association(1, 1, factor));
            all.put("assembly.gap x " + factor, assembly(factor, 1, 1));
            all.put("assembly.maxHops x " + factor, assembly(1, factor, 1));
            all.put("assembly.minSymptom x " + factor, assembly(1, 1, factor));
            all.put("ranking.proximity x " + factor, ranking(factor, 1));
            all.put("ranking.unknown x " + factor, ranking(1, factor));
        }
        return all;
    }

    private static CorrelationConfig detection(double deviations, double errors, double q, double ratio) {
        CorrelationConfig base = CorrelationConfig.defaults();
        DetectionConfig from = base.detection();
        return new CorrelationConfig(
                new DetectionConfig(
                        from.seasonalAfter(),
                        from.minBaselinePoints(),
                        1 + (from.minRatio() - 1) * ratio,
                        from.minDeviations() * deviations,
                        from.minSteps(),
                        from.minExtraErrors() * errors,
                        from.minErrorShare(),
                        from.minExtraSeconds(),
                        from.saturation(),
                        from.maxQ() * q),
                base.association(),
                base.assembly(),
                base.ranking());
    }

    private static CorrelationConfig association(double lag, double effect, double q) {
        CorrelationConfig base = CorrelationConfig.defaults();
        AssociationConfig from = base.association();
        return new CorrelationConfig(
                base.detection(),
                new AssociationConfig(
                        times(from.maxLag(), lag),
                        from.maxHops(),
                        from.minEffect() * effect,
                        from.maxQ() * q,
                        from.changeLookback()),
                base.assembly(),
                base.ranking());
    }

    private static CorrelationConfig assembly(double gap, double hops, double symptom) {
        CorrelationConfig base = CorrelationConfig.defaults();
        AssemblyConfig from = base.assembly();
        return new CorrelationConfig(
                base.detection(),
                base.association(),
                new AssemblyConfig(
                        times(from.gap(), gap),
                        (int) (from.maxHops() * hops),
                        from.lead(),
                        from.trail(),
                        times(from.minSymptom(), symptom),
                        from.minDelay()),
                base.ranking());
    }

    private static CorrelationConfig ranking(double proximity, double unknown) {
        CorrelationConfig base = CorrelationConfig.defaults();
        RankingConfig from = base.ranking();
        return new CorrelationConfig(
                base.detection(),
                base.association(),
                base.assembly(),
                new RankingConfig(from.changeLookback(), times(from.proximity(), proximity), from.unknown() * unknown));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
