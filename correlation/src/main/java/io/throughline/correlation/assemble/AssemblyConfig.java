package io.throughline.correlation.assemble;

import java.time.Duration;
import java.util.Objects;

/**
 * How episodes become incidents.
 *
 * @param gap longest quiet time between connected episodes of one incident
 * @param maxHops largest distance in the topology between two episodes that are put together directly
 * @param lead how long before the first episode changes are told on the timeline
 * @param trail how long after the last episode alerts and tickets still belong to it
 * @param minSymptom how long a single symptom must last to be an incident; two on one service are one anyway
 * @param minDelay how much slower requests must become for users to notice; the default is the limit below which a
 *     response feels immediate (Miller 1968, Nielsen 1993)
 */
public record AssemblyConfig(
        Duration gap, int maxHops, Duration lead, Duration trail, Duration minSymptom, Duration minDelay) {

    public AssemblyConfig {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(lead, "lead");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(minSymptom, "minSymptom");
        Objects.requireNonNull(minDelay, "minDelay");
        if (gap.isNegative() || lead.isNegative() || trail.isNegative() || maxHops < 0) {
            throw new IllegalArgumentException("nothing must be negative: gap " + gap + ", lead " + lead + ", trail "
                    + trail + ", maxHops " + maxHops);
        }
    }

    /** Returns what holds unless somebody knows better. */
    public static AssemblyConfig defaults() {
        return new AssemblyConfig(
                Duration.ofMinutes(15),
                2,
                Duration.ofMinutes(60),
                Duration.ofMinutes(90),
                Duration.ofMinutes(5),
                Duration.ofMillis(100));
    }
}
