package io.throughline.core.telemetry;

import java.util.Comparator;
import java.util.Objects;

/**
 * Identity of a series.
 *
 * @param entity what the numbers are about
 * @param metric the metric's name, OpenTelemetry's where there is one; see {@link Metrics}
 * @param unit the unit of the values
 * @param kind what may be done with the values
 * @param attributes dimensions that tell this series from others of the same entity and metric
 */
public record SeriesKey(EntityId entity, String metric, Unit unit, SeriesKind kind, Attributes attributes)
        implements Comparable<SeriesKey> {

    private static final Comparator<SeriesKey> ORDER = Comparator.comparing(SeriesKey::entity)
            .thenComparing(SeriesKey::metric)
            .thenComparing(SeriesKey::attributes)
            .thenComparing(SeriesKey::kind)
            .thenComparing(key -> key.unit().code());

    public SeriesKey {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(attributes, "attributes");
        if (metric.isBlank()) {
            throw new IllegalArgumentException("metric of a series of " + entity + " must not be blank");
        }
    }

    /** Returns the key of a series without dimensions. */
    public static SeriesKey of(EntityId entity, String metric, Unit unit, SeriesKind kind) {
        return new SeriesKey(entity, metric, unit, kind, Attributes.empty());
    }

    /** Orders by entity, metric, attributes, kind and unit. */
    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns a text for people and for canonical output: entity, metric, dimensions and unit. */
    @Override
    public String toString() {
        return entity + " " + metric + (attributes.isEmpty() ? "" : attributes) + " [" + unit + "]";
    }
}
