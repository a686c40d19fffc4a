package io.throughline.correlation.ledger;

import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows incidents while the window slides, data arrive late, and what was two becomes one or the other way round. An
 * incident of a report is one that is known if they share their name in reports or episodes, or else a service at overlapping times; it keeps the
 * id of the one told of first if there are several, which then are part of it. Immutable; the same
 * reports in the same order give the same ledger.
 *
 * <pre>{@code
 * IncidentLedger.Step step = ledger.next(report);
 * step.transitions().forEach(this::tell);
 * ledger = step.ledger();
 * }</pre>
 */
public final class IncidentLedger {

    /** Later than any telemetry: the year 9999. */
    private static final Instant STILL = Instant.ofEpochSecond(253_402_300_799L);

    private final Duration quiet;
    private final SortedMap<String, TrackedIncident> incidents;

    private IncidentLedger(Duration quiet, SortedMap<String, TrackedIncident> incidents) {
        this.quiet = quiet;
        this.incidents = incidents;
    }

    /**
     * Returns a ledger without incidents.
     *
     * @param quiet how long all must be normal before an incident is resolved; what comes back sooner is the same incident
     */
    public static IncidentLedger empty(Duration quiet) {
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("quiet must not be negative, was " + quiet);
        }
        return new IncidentLedger(quiet, new TreeMap<>());
    }

    /**
     * What a report changed.
     *
     * @param ledger the ledger with it
     * @param transitions by id
     */
    public record Step(IncidentLedger ledger, List<Transition> transitions) {

        public Step {
            transitions = List.copyOf(transitions);
        }
    }

    /** Returns all incidents that were ever told of, by when they were first. */
    public List<TrackedIncident> incidents() {
        return incidents.values().stream().sorted().toList();
    }

    /** Returns the incident that has the id, or had it in any report that was merged into another since. */
    public Optional<TrackedIncident> incident(String id) {
        TrackedIncident found = incidents.get(id);
        while (found != null && found.state() == State.MERGED && found.other() != null) {
            found = incidents.get(found.other());
        }
        return Optional.ofNullable(found);
    }

    /** Takes in the next report, of the same product and of a window that ends no earlier. */
    public Step next(CorrelationReport report) {
        Instant at = report.span().to();
        TreeMap<String, TrackedIncident> next = new TreeMap<>(incidents);
        TreeMap<String, Incident> taken = new TreeMap<>();
        List<Transition> transitions = new ArrayList<>();
        for (Incident incident : byWeight(report.incidents())) {
            List<TrackedIncident> same = same(incident);
            Optional<TrackedIncident> own = same.stream()
                    .filter(known -> !taken.containsKey(known.id()))
                    .findFirst();
            State state = state(incident, at);
            if (own.isPresent()) {
                TrackedIncident known = own.get();
                taken.put(known.id(), incident);
                next.put(known.id(), known.as(incident, state));
                move(transitions, known.id(), known.state(), state, at, null);
                for (TrackedIncident part : same) {
                    if (part.isLive() && !taken.containsKey(part.id())) {
                        taken.put(part.id(), incident);
                        next.put(part.id(), part.ended(State.MERGED, known.id()));
                        move(transitions, part.id(), part.state(), State.MERGED, at, known.id());
                    }
                }
            } else {
                String id = free(incident.id(), next);
                String from = same.isEmpty() ? null : same.get(0).id();
                taken.put(id, incident);
                next.put(id, new TrackedIncident(id, incident, state, at, from));
                transitions.add(new Transition(id, null, state, at, from));
            }
        }
        for (TrackedIncident known : incidents.values()) {
            if (known.isLive() && !taken.containsKey(known.id())) {
                Instant last = last(known.latest());
                boolean outside = last.isBefore(report.focus().from());
                State state = outside ? State.RESOLVED : State.WITHDRAWN;
                next.put(known.id(), known.ended(state, null));
                move(transitions, known.id(), known.state(), state, at, null);
            }
        }
        transitions.sort(Comparator.comparing(Transition::id));
        return new Step(new IncidentLedger(quiet, next), transitions);
    }

    /** Those with most episodes choose first, so that of a split the larger part keeps the id. */
    private static List<Incident> byWeight(List<Incident> incidents) {
        return incidents.stream()
                .sorted(Comparator.comparingInt(
                                (Incident incident) -> incident.episodes().size())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Returns the incidents that it may be, those that share episodes first, of these the one told of first. */
    private List<TrackedIncident> same(Incident incident) {
        TreeSet<String> episodes = new TreeSet<>();
        incident.episodes().stream().map(Episode::id).forEach(episodes::add);
        List<TrackedIncident> sharing = new ArrayList<>();
        List<TrackedIncident> alike = new ArrayList<>();
        for (TrackedIncident known : incidents()) {
            if (known.state() == State.MERGED) {
                continue;
            }
            boolean named = known.latest().id().equals(incident.id());
            if (named || known.latest().episodes().stream().map(Episode::id).anyMatch(episodes::contains)) {
                sharing.add(known);
            } else if (known.isLive() && overlap(known.latest(), incident)) {
                alike.add(known);
            }
        }
        sharing.addAll(alike);
        return sharing;
    }

    private boolean overlap(Incident known, Incident incident) {
        boolean here = known.services().stream().anyMatch(incident.services()::contains);
        boolean then = !incident.start().isAfter(last(known).plus(quiet))
                && !known.start().isAfter(last(incident).plus(quiet));
        return here && then;
    }

    private State state(Incident incident, Instant at) {
        Instant end = incident.end();
        if (end == null) {
            return State.OPEN;
        }
        return Duration.between(end, at).compareTo(quiet) < 0 ? State.RECOVERING : State.RESOLVED;
    }

    private static Instant last(Incident incident) {
        Instant end = incident.end();
        return end == null ? STILL : end;
    }

    private static String free(String id, SortedMap<String, TrackedIncident> taken) {
        String free = id;
        for (int again = 2; taken.containsKey(free); again++) {
            free = id + "-" + again;
        }
        return free;
    }

    private static void move(
            List<Transition> transitions, String id, State from, State to, Instant at, @Nullable String other) {
        if (from != to) {
            transitions.add(new Transition(id, from, to, at, other));
        }
    }
}
