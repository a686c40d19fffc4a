package io.throughline.correlation.relation;

import io.throughline.core.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * At which use of a resource the latency of a service begins to climb, for one instance.
 *
 * @param service the node of the topology whose latency it is
 * @param resource the entity, and of it the instance, whose use is meant
 * @param metric of the use
 * @param instance id of the instance, or null if the series is of one alone
 * @param verdict what can be said
 * @param why why it cannot be told, or null if it can
 * @param at use at the knee, share; NaN without one
 * @param lower lower end of its 95 % interval by bootstrap over hours; NaN without one
 * @param upper upper end of it
 * @param below how much longer requests take for a tenth more use below the knee, as a factor; NaN without one
 * @param above the same above it
 * @param pairs number of steps with both
 */
public record Knee(
        EntityId service,
        EntityId resource,
        String metric,
        @Nullable String instance,
        Verdict verdict,
        @Nullable String why,
        double at,
        double lower,
        double upper,
        double below,
        double above,
        int pairs) {

    /** What can be said. */
    public enum Verdict {
        /** Latency climbs from there on. */
        KNEE,
        /** Latency does not climb more steeply anywhere in the range of use that there was. */
        NONE,
        /** Too little to tell. */
        CANNOT_TELL
    }
}
