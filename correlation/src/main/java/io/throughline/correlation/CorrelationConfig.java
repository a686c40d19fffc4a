package io.throughline.correlation;

import io.throughline.correlation.assemble.AssemblyConfig;
import io.throughline.correlation.associate.AssociationConfig;
import io.throughline.correlation.detect.DetectionConfig;
import io.throughline.correlation.rank.RankingConfig;
import java.util.Objects;

/**
 * How the engine works, stage by stage. One configuration serves all series and products.
 *
 * @param detection series to episodes
 * @param association episodes and events to correlations
 * @param assembly correlations to incidents
 * @param ranking incidents to causes
 */
public record CorrelationConfig(
        DetectionConfig detection, AssociationConfig association, AssemblyConfig assembly, RankingConfig ranking) {

    public CorrelationConfig {
        Objects.requireNonNull(detection, "detection");
        Objects.requireNonNull(association, "association");
        Objects.requireNonNull(assembly, "assembly");
        Objects.requireNonNull(ranking, "ranking");
    }

    /** Returns the configuration that everything published about the engine was measured with. */
    public static CorrelationConfig defaults() {
        return new CorrelationConfig(
                DetectionConfig.defaults(),
                AssociationConfig.defaults(),
                AssemblyConfig.defaults(),
                RankingConfig.defaults());
    }
}
