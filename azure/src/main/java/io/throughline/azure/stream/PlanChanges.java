package io.throughline.azure.stream;

import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.SlowQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells queries that run with a plan they have not used for a day, whatever the database. Not thread-safe. */
final class PlanChanges {

    private final String stream;
    private final String system;
    private final Duration step;
    private final PlanHistory history = new PlanHistory();

    /**
     * Makes changes without any history.
     *
     * @param stream the stream that tells them
     * @param system the database's kind: {@code postgresql}
     * @param step how long an interval of statistics is
     */
    PlanChanges(String stream, String system, Duration step) {
        this.stream = stream;
        this.system = system;
        this.step = step;
    }

    /**
     * A query's executions with one plan in one interval.
     *
     * @param database the name of the database or server
     */
    record Use(Instant step, String database, String query, String plan, long executions, double seconds) {

        double meanSeconds() {
            return seconds / executions;
        }
    }

    /** Notes when a plan was last used before. */
    void known(Owner owner, String query, String plan, Instant last) {
        history.add(new PlanHistory.Query(owner.id().toString(), query), plan, last);
    }

    /** Notes a use, ascending in time; returns the event if the plan is new to the query. */
    Optional<SlowQuery> used(Use use, Owner owner) {
        return history.used(new PlanHistory.Query(owner.id().toString(), use.query()), use.plan(), use.step())
                .map(change -> new SlowQuery(
                        new EventHeader(
                                owner.id(),
                                owner.environment(),
                                use.step(),
                                use.step().plus(step),
                                "Query " + use.query() + " on " + use.database() + " runs with a new plan",
                                Attributes.of(AttributeKeys.DB_SYSTEM, system),
                                new Provenance(
                                        stream,
                                        String.join(
                                                "/",
                                                use.database(),
                                                use.query(),
                                                use.plan(),
                                                use.step().toString()),
                                        null)),
                        use.query(),
                        use.plan(),
                        change.previousPlan(),
                        null,
                        use.executions(),
                        use.meanSeconds()));
    }
}
