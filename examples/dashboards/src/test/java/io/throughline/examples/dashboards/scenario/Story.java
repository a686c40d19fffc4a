package io.throughline.examples.dashboards.scenario;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the four systems tell about the database fault: events around its onset. */
public final class Story {

    public static final String REVISION = "7c41d0e9b2a65f38d1c04a7be95f2d6083ab41c7";
    public static final String TICKET = "jira/tickets#CHK-214";
    public static final String RELEASE = "sentry/releases#orders@2.14.0";
    public static final String ALERT = "azure/alerts#a-1";

    private static final Change.Commit COMMIT = new Change.Commit(
            REVISION,
            "Search orders by e-mail whatever its case",
            List.of("orders/src/main/java/shop/orders/OrderQueries.java"));

    private final Instant onset;
    private final String ticketTitle;

    Story(Instant onset, String ticketTitle) {
        this.onset = onset;
        this.ticketTitle = ticketTitle;
    }

    List<Event> events() {
        return List.of(qualityGate(), release(), slowQuery(), issue(), alert(), ticket());
    }

    private Instant after(long minutes) {
        return onset.plus(Duration.ofMinutes(minutes));
    }

    private static EventHeader header(
            EntityId entity, Instant start, Instant end, String title, String stream, String id, String link) {
        return new EventHeader(
                entity,
                "production",
                start,
                end,
                title,
                Attributes.empty(),
                new Provenance(stream, id, URI.create(link)));
    }

    private Change qualityGate() {
        return new Change(
                header(
                        Shop.sonar("orders"),
                        after(-41),
                        after(-41),
                        "Quality gate OK for 2.14.0",
                        "sonarcloud/analyses",
                        "AZ-1",
                        "https://sonarcloud.io/dashboard?id=acme_orders"),
                Change.Type.QUALITY_GATE,
                "2.14.0",
                REVISION,
                "OK",
                List.of());
    }

    private Change release() {
        return new Change(
                header(
                        Shop.sentry("orders"),
                        after(-3),
                        after(-3),
                        "Deployed orders 2.14.0 to production",
                        "sentry/releases",
                        "orders@2.14.0",
                        "https://acme.sentry.io/releases/orders%402.14.0/"),
                Change.Type.DEPLOYMENT,
                "orders@2.14.0",
                REVISION,
                null,
                List.of(COMMIT));
    }

    private SlowQuery slowQuery() {
        return new SlowQuery(
                header(
                        Shop.DATABASE,
                        after(-1),
                        after(0),
                        "Query 8f1c2ab7 runs with another plan",
                        "azure/queries",
                        "8f1c2ab7/p2",
                        "https://portal.azure.com/#resource/psql-orders"),
                "8f1c2ab7d4e5",
                "p2-77aa",
                "p1-12bc",
                "SELECT id, total, state FROM orders WHERE lower(email) = lower($1) ORDER BY placed_at DESC LIMIT $2",
                412,
                0.94);
    }

    private ErrorIssue issue() {
        return new ErrorIssue(
                header(
                        Shop.sentry("checkout-api"),
                        after(3),
                        after(49),
                        "TimeoutException: orders did not answer within 3 s",
                        "sentry/issues",
                        "4501",
                        "https://acme.sentry.io/issues/4501/"),
                "CHECKOUT-API-4F",
                "java.net.http.HttpTimeoutException",
                "orders did not answer within 3 s",
                "shop.checkout.OrdersClient in place",
                Severity.ERROR,
                "unresolved",
                561,
                188L,
                "checkout-api@5.2.1",
                "checkout-api@5.2.1");
    }

    private Alert alert() {
        return new Alert(
                header(
                        Shop.app("checkout-api"),
                        after(9),
                        after(55),
                        "Response time of checkout-api above 1 s",
                        "azure/alerts",
                        "a-1",
                        "https://portal.azure.com/#alerts/a-1"),
                "checkout-api-response-time",
                Severity.ERROR,
                Alert.State.RESOLVED,
                "avg requests/duration > 1000 over 5 min",
                after(55));
    }

    private Ticket ticket() {
        return new Ticket(
                header(
                        Shop.component("checkout-api"),
                        after(24),
                        after(71),
                        ticketTitle,
                        "jira/tickets",
                        "CHK-214",
                        "https://acme.atlassian.net/browse/CHK-214"),
                "CHK-214",
                "Incident",
                "Done",
                Ticket.StatusCategory.DONE,
                "High",
                "Customers report that placing an order takes very long or fails.",
                List.of("customer"),
                List.of("checkout-api"),
                after(71),
                List.of(
                        new Ticket.Transition(after(27), "To Do", "In Progress"),
                        new Ticket.Transition(after(71), "In Progress", "Done")));
    }
}
