package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The events of a made week: of ten, five are alerts, two issues, two tickets and one a deployment, at any time. */
final class MadeEvents {

    private final SplittableRandom random;
    private final int services;
    private final List<Event> events = new ArrayList<>();

    MadeEvents(long seed, int services, int count) {
        this.random = new SplittableRandom(seed + 7);
        this.services = services;
        for (int i = 0; i < count; i++) {
            events.add(event(i));
        }
    }

    List<Event> events() {
        return events;
    }

    private Event event(int number) {
        int service = random.nextInt(services);
        Instant start = Instant.ofEpochMilli(MadeProduct.millisAt(random.nextInt(MadeProduct.WEEK)));
        Instant end = start.plus(Duration.ofMinutes(1 + random.nextInt(30)));
        return switch (number % 10) {
            case 0 ->
                new Change(
                        header(MadeProduct.role(service), "azure/changes", number, start, start.plusSeconds(60)),
                        Change.Type.DEPLOYMENT,
                        "1." + number,
                        null,
                        null,
                        List.of());
            case 1, 2 ->
                new ErrorIssue(
                        header(MadeProduct.project(service), "sentry/issues", number, start, end),
                        "SHOP-" + number,
                        "IllegalStateException",
                        "no answer",
                        "Orders.place",
                        Severity.ERROR,
                        "unresolved",
                        1 + random.nextInt(100),
                        null,
                        null,
                        null);
            case 3, 4 ->
                new Ticket(
                        header(MadeProduct.role(service), "jira/issues", number, start, end),
                        "OPS-" + number,
                        "Bug",
                        "Done",
                        Ticket.StatusCategory.DONE,
                        "High",
                        "Customers say it is slow.",
                        List.of(),
                        List.of(MadeProduct.name(service)),
                        end,
                        List.of());
            default ->
                new Alert(
                        header(MadeProduct.role(service), "azure/alerts", number, start, end),
                        "rule-" + number % 50,
                        Severity.WARNING,
                        Alert.State.FIRED,
                        "duration > 1 s",
                        end);
        };
    }

    private static EventHeader header(EntityId entity, String stream, int number, Instant start, Instant end) {
        return new EventHeader(
                entity,
                "production",
                start,
                end,
                "Event " + number,
                Attributes.empty(),
                new Provenance(stream, "event-" + number, null));
    }
}
