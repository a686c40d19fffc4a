package io.throughline.correlation.relation;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.evidence.Share;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts led to a ticket. An alert's ticket is the first that was opened from a little before to a while after it fired,
 * on the same service or naming the alert's rule, else on the same product. Alerts may share a ticket.
 *
 * @param rules by name
 * @param missed ids of the tickets of the interval that no alert led to, by time
 * @param gaps streams of alerts or tickets that were not read whole: what is missing there counts as noise or missed
 */
public record AlertTickets(List<Rule> rules, List<String> missed, List<String> gaps) {

    /** People may write a ticket before the alert fires. */
    private static final Duration BEFORE = Duration.ofMinutes(15);

    private static final Duration AFTER = Duration.ofHours(2);
    private static final int FAR = 2;

    /**
     * What became of a rule's alerts.
     *
     * @param name the rule
     * @param ticketed how many of its alerts have a ticket; too late in the interval for one to have come counts neither way
     * @param tickets ids of these tickets, sorted
     * @param delays from the alert to its ticket, ascending; negative where the ticket was first
     */
    public record Rule(String name, Share ticketed, List<String> tickets, List<Duration> delays) {
        public Rule {
            tickets = List.copyOf(tickets);
            delays = List.copyOf(delays);
        }
    }

    public AlertTickets {
        rules = List.copyOf(rules);
        missed = List.copyOf(missed);
        gaps = List.copyOf(gaps);
    }

    /** Returns what became of the alerts that fired in the window's focus. */
    public static AlertTickets of(TelemetryWindow window) {
        Topology topology = Topology.of(window);
        List<Ticket> tickets = events(window, Ticket.class);
        TreeMap<String, List<Alert>> byRule = new TreeMap<>();
        for (Alert alert : events(window, Alert.class)) {
            byRule.computeIfAbsent(alert.rule(), rule -> new ArrayList<>()).add(alert);
        }
        TreeSet<String> led = new TreeSet<>();
        List<Rule> rules = new ArrayList<>();
        Instant lastSure = window.focus().to().minus(AFTER);
        for (Map.Entry<String, List<Alert>> rule : byRule.entrySet()) {
            TreeSet<String> own = new TreeSet<>();
            List<Duration> delays = new ArrayList<>();
            int judged = 0;
            for (Alert alert : rule.getValue()) {
                Ticket ticket = ticketOf(alert, tickets, topology);
                if (ticket != null) {
                    own.add(ticket.id());
                    delays.add(Duration.between(alert.start(), ticket.start()));
                }
                judged += ticket != null || !alert.start().isAfter(lastSure) ? 1 : 0;
            }
            led.addAll(own);
            delays.sort(null);
            rules.add(new Rule(rule.getKey(), new Share(delays.size(), judged), List.copyOf(own), delays));
        }
        List<String> missed =
                tickets.stream().map(Ticket::id).filter(id -> !led.contains(id)).toList();
        return new AlertTickets(rules, missed, gaps(window));
    }

    private static @Nullable Ticket ticketOf(Alert alert, List<Ticket> tickets, Topology topology) {
        TimeWindow near =
                new TimeWindow(alert.start().minus(BEFORE), alert.start().plus(AFTER));
        return tickets.stream()
                .filter(ticket -> near.contains(ticket.start()) && nearness(alert, ticket, topology) < FAR)
                .min(Comparator.comparingInt((Ticket ticket) -> nearness(alert, ticket, topology))
                        .thenComparing(Ticket::start)
                        .thenComparing(Ticket::id))
                .orElse(null);
    }

    /** Zero if the ticket names the rule or is about the same service, one if about the same product. */
    private static int nearness(Alert alert, Ticket ticket, Topology topology) {
        String description = ticket.description();
        boolean described = description != null && description.contains(alert.rule());
        boolean named = described || ticket.title().contains(alert.rule());
        if (named || topology.nodeOf(alert.entity()).equals(topology.nodeOf(ticket.entity()))) {
            return 0;
        }
        boolean apart = Collections.disjoint(topology.productsOf(alert.entity()), topology.productsOf(ticket.entity()));
        return apart ? FAR : 1;
    }

    private static <T extends Event> List<T> events(TelemetryWindow window, Class<T> type) {
        return window.events().stream()
                .filter(event -> type.isInstance(event) && window.focus().contains(event.start()))
                .map(type::cast)
                .sorted(Comparator.comparing(Event::start).thenComparing(Event::id))
                .toList();
    }

    private static List<String> gaps(TelemetryWindow window) {
        return window.completeness().gaps().stream()
                .map(stream -> stream.stream())
                .filter(stream -> stream.endsWith("/alerts") || stream.endsWith("/tickets"))
                .toList();
    }
}
