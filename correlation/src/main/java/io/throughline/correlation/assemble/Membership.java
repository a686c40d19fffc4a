package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.util.Set;

/** Decides which events belong to a session: those on its nodes (tickets also on its products), at their proper time. */
final class Membership {

    private final AssemblyConfig config;
    private final Topology topology;
    private final Set<EntityId> nodes;
    private final Set<EntityId> products;
    private final Instant start;
    private final Instant last;

    Membership(
            AssemblyConfig config,
            Topology topology,
            Set<EntityId> nodes,
            Set<EntityId> products,
            Instant start,
            Instant last) {
        this.config = config;
        this.topology = topology;
        this.nodes = nodes;
        this.products = products;
        this.start = start;
        this.last = last;
    }

    boolean holds(Event event) {
        boolean here = nodes.contains(topology.nodeOf(event.entity()));
        return switch (event.kind()) {
            case CHANGE -> here && ((Change) event).type() != Change.Type.COMMIT && beganBetween(event, true, false);
            case ALERT -> here && beganBetween(event, false, true) && event instanceof Alert;
            case TICKET -> (here || ofProduct(event)) && beganBetween(event, false, true) && event instanceof Ticket;
            // An old issue that goes on as ever is no news; one that is new, or came back, is.
            case ERROR_ISSUE -> here && beganBetween(event, false, false) && event instanceof ErrorIssue;
            case SLOW_QUERY -> here && overlaps(event) && event instanceof SlowQuery;
            case HEALTH_TRANSITION, LOG_PATTERN -> here && beganBetween(event, false, false);
        };
    }

    /** Tickets belong to a product where they name no service; those of another service stay there. */
    private boolean ofProduct(Event event) {
        boolean ofService = topology.nodeOf(event.entity()).type().equals("service");
        return !ofService && topology.productsOf(event.entity()).stream().anyMatch(products::contains);
    }

    private boolean beganBetween(Event event, boolean before, boolean after) {
        // Events carry their own clock's precision: a minute is what rules and trackers round to.
        Instant from = before ? start.minus(config.lead()) : start.minusSeconds(300);
        Instant to = after ? last.plus(config.trail()) : last;
        return !event.start().isBefore(from) && !event.start().isAfter(to);
    }

    private boolean overlaps(Event event) {
        return !event.end().isBefore(start.minusSeconds(900)) && !event.start().isAfter(last);
    }
}
