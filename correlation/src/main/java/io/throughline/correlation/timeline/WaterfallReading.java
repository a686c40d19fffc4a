package io.throughline.correlation.timeline;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.Symptoms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the moments of an incident off its episodes and events. What lies after the window was not known in it. */
final class WaterfallReading {

    private final Incident incident;
    private final TimeWindow span;
    private final Completeness completeness;
    private final List<Alert> alerts;
    private final List<Ticket> tickets;

    WaterfallReading(Incident incident, TimeWindow span, Completeness completeness) {
        this.incident = incident;
        this.span = span;
        this.completeness = completeness;
        this.alerts = known(incident.events(), Alert.class);
        this.tickets = known(incident.events(), Ticket.class);
    }

    DelayWaterfall read(Moment visible) {
        return new DelayWaterfall(occurred(), visible, detected(), ticketed(), acknowledged(), mitigated(), resolved());
    }

    private <E extends Event> List<E> known(List<Event> events, Class<E> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(event -> event.start().isBefore(span.to()))
                .toList();
    }

    /** The first of several onsets lies between the earliest of their lower and the earliest of their upper bounds. */
    private Moment occurred() {
        List<Episode> symptoms = symptoms();
        if (symptoms.isEmpty()) {
            return Moment.between(incident.start(), incident.start(), "start of the incident", null);
        }
        Instant from = symptoms.stream()
                .map(symptom -> symptom.onsetBounds().from())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to = symptoms.stream()
                .map(symptom -> symptom.onsetBounds().to())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Moment.between(
                from, to, "onset of the first symptom", symptoms.get(0).id());
    }

    /** What users met; slighter deviations before it may be there by chance. */
    private List<Episode> symptoms() {
        return incident.episodes().stream()
                .filter(Symptoms::meetsUsers)
                .filter(episode -> !episode.onset().isBefore(incident.start()))
                .toList();
    }

    private Moment detected() {
        return alerts.stream()
                .min(Event.ORDER)
                .map(alert -> at(alert.start(), "alert “" + alert.title() + "” fired", alert))
                .orElseGet(() -> Moment.unknown(none("alert")));
    }

    private Moment ticketed() {
        return tickets.stream()
                .min(Event.ORDER)
                .map(ticket -> at(ticket.start(), ticket.key() + " was opened", ticket))
                .orElseGet(() -> Moment.unknown(none("ticket")));
    }

    /** Trackers tell when a ticket was moved; of an alert only the latest change is known. */
    private Moment acknowledged() {
        List<Moment> moments = new ArrayList<>();
        for (Alert alert : alerts) {
            if (alert.state() == Alert.State.ACKNOWLEDGED) {
                moments.add(Moment.between(
                        alert.start(),
                        earlier(alert.end(), span.to()),
                        "alert “" + alert.title() + "” was acknowledged",
                        alert.id()));
            }
        }
        for (Ticket ticket : tickets) {
            ticket.transitions().stream()
                    .filter(moved -> moved.at().isBefore(span.to()))
                    .min(Comparator.comparing(Ticket.Transition::at))
                    .map(moved -> at(moved.at(), ticket.key() + " was moved to “" + moved.to() + "”", ticket))
                    .ifPresent(moments::add);
        }
        if (moments.isEmpty()) {
            return alerts.isEmpty() && tickets.isEmpty()
                    ? Moment.unknown("there is no alert and no ticket that somebody could have taken up")
                    : Moment.unknown("nobody is known to have acknowledged an alert or moved a ticket");
        }
        Moment first = moments.stream().min(BY_END).orElseThrow();
        Instant from = moments.stream()
                .map(WaterfallReading::begin)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Moment.between(from, end(first), first.basis(), first.reference());
    }

    private Moment mitigated() {
        Instant end = incident.end();
        if (end == null) {
            return Moment.notBefore(span.to(), "a symptom was still there where the data end");
        }
        // The end of the last step outside of normal: it went back within that step.
        Instant from = symptoms().stream()
                .filter(symptom -> end.equals(symptom.end()))
                .map(symptom -> end.minus(symptom.step()))
                .min(Comparator.naturalOrder())
                .orElse(end);
        return Moment.between(from, end, "the last symptom was back to normal", null);
    }

    private Moment resolved() {
        List<Moment> moments = new ArrayList<>();
        for (Ticket ticket : tickets) {
            moments.add(resolved(ticket, ticket.resolvedAt(), ticket.key()));
        }
        for (Alert alert : alerts) {
            moments.add(resolved(alert, alert.resolvedAt(), "alert “" + alert.title() + "”"));
        }
        return moments.stream()
                .max(Comparator.comparing((Moment moment) -> !moment.isKnown()).thenComparing(BY_END))
                .orElseGet(() -> Moment.unknown("there is no alert and no ticket that could have been resolved"));
    }

    private Moment resolved(Event event, @Nullable Instant at, String name) {
        return at == null || !at.isBefore(span.to())
                ? Moment.notBefore(span.to(), name + " was not resolved where the data end")
                : at(
                        at,
                        name + " was resolved" + (alerts.size() + tickets.size() > 1 ? ", the last of them" : ""),
                        event);
    }

    private String none(String what) {
        return completeness.isComplete()
                ? "no " + what + " belongs to the incident"
                : "no " + what + " is known, but the data are not complete";
    }

    private static Moment at(Instant instant, String basis, Event event) {
        return Moment.between(instant, instant, basis, event.id());
    }

    private static final Comparator<Moment> BY_END =
            Comparator.comparing(WaterfallReading::end).thenComparing(Moment::basis);

    private static Instant begin(Moment moment) {
        return java.util.Objects.requireNonNull(moment.earliest());
    }

    /** For those that have not been, the instant by which they had not. */
    private static Instant end(Moment moment) {
        Instant latest = moment.latest();
        return latest == null ? begin(moment) : latest;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
