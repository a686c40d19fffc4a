package io.throughline.azure.metrics;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A metric that a resource offers.
 *
 * @param name the name to ask for
 * @param namespace where it is defined, usually the resource's type, or null if the service does not say
 * @param unit the service's word: {@code Percent}, {@code Count}, {@code Bytes}…; see {@link MetricUnit}
 * @param primary the aggregation that is usually looked at, or null if it is {@code None} or not known here
 * @param aggregations what may be asked for; empty if the service does not say
 * @param grains the widths of points that are offered, ascending
 * @param dimensions what it can be split by, in the service's spelling
 * @param dimensionRequired whether it can only be asked for with a filter on a dimension
 * @param category the service's heading for it, or null
 */
public record MetricDefinition(
        String name,
        @Nullable String namespace,
        String unit,
        @Nullable MetricAggregation primary,
        Set<MetricAggregation> aggregations,
        List<Grain> grains,
        List<String> dimensions,
        boolean dimensionRequired,
        @Nullable String category) {

    public MetricDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        aggregations = Collections.unmodifiableSet(new TreeSet<>(aggregations));
        grains = grains.stream().sorted(Comparator.comparing(Grain::step)).toList();
        dimensions = List.copyOf(dimensions);
    }

    /** Tells whether an aggregation may be asked for; any may if the service does not say. */
    public boolean offers(MetricAggregation aggregation) {
        return aggregations.isEmpty() || aggregations.contains(aggregation);
    }

    /** Tells whether it can be split by a dimension, whose name compares without case. */
    public boolean splitsBy(String dimension) {
        return dimensions.stream().anyMatch(dimension::equalsIgnoreCase);
    }

    /**
     * Returns the offered step that is nearest to a wanted one by their ratio, the finer of two that are as near; empty if
     * the service names none. Compare it with the wanted one: it may be coarser.
     */
    public Optional<Duration> stepNear(Duration wanted) {
        return grains.stream()
                .map(Grain::step)
                .min(Comparator.comparingDouble(
                                (Duration step) -> Math.abs(Math.log(step.toMillis() / (double) wanted.toMillis())))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * A width of points.
     *
     * @param step the width
     * @param retention how long such points are kept, or null if the service does not say
     */
    public record Grain(Duration step, @Nullable Duration retention) {

        public Grain {
            if (step.isNegative() || step.isZero()) {
                throw new IllegalArgumentException("step must be positive, was " + step);
            }
        }
    }
}
