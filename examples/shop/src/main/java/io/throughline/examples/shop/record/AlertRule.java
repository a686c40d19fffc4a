package io.throughline.examples.shop.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A metric alert rule as Azure Monitor's: each minute it compares the mean of the last five with a threshold, fires above, and
 * resolves after three evaluations below. Not thread-safe.
 */
final class AlertRule {
    private static final int WINDOW = 5;
    private static final int HEALTHY = 3;

    private final Definition definition;
    private final TreeMap<Instant, Sample> samples = new TreeMap<>();
    private boolean firing;
    private int healthy;

    AlertRule(Definition definition) {
        this.definition = definition;
    }

    void measured(String resource, String metric, Instant minute, Sample sample) {
        if (resource.equals(definition.resource()) && metric.equals(definition.metric())) {
            samples.put(minute, sample);
            samples.headMap(minute.minus(Duration.ofMinutes(WINDOW - 1))).clear();
        }
    }

    /** Evaluates at the end of a minute. */
    Outcome evaluate() {
        Sample window = new Sample();
        samples.values().forEach(window::add);
        if (samples.size() < WINDOW) {
            return new Outcome(Change.NONE, Double.NaN);
        }
        double value = definition.total() ? window.total() : window.total() / Math.max(1, window.count());
        boolean above = value > definition.threshold();
        healthy = above ? 0 : healthy + 1;
        if (above && !firing) {
            firing = true;
            return new Outcome(Change.FIRED, value);
        }
        if (firing && healthy >= HEALTHY) {
            firing = false;
            return new Outcome(Change.RESOLVED, value);
        }
        return new Outcome(Change.NONE, value);
    }

    Definition definition() {
        return definition;
    }

    /** What an evaluation changed. */
    enum Change {
        NONE,
        FIRED,
        RESOLVED
    }

    /** An evaluation: what changed and the value compared; {@code NaN} before five minutes are known. */
    record Outcome(Change change, double value) {}

    /** A rule; {@code total} compares the sum over the window, otherwise the mean. */
    record Definition(
            String name,
            String description,
            String resource,
            String metric,
            boolean total,
            double threshold,
            int severity) {
        Definition {
            Objects.requireNonNull(name, "name");
        }
    }
}
