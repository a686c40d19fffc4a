package io.throughline.correlation.rule;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges windows by rules. Pure: the same window, episodes and rules give the same answer. Immutable, thread-safe. */
public final class Rules {

    private static final Rules NONE = new Rules(List.of());

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /** Returns no rules. */
    public static Rules none() {
        return NONE;
    }

    /**
     * Returns rules.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static Rules of(List<Rule> rules) {
        TreeSet<String> names = new TreeSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException(
                        "two rules are named " + rule.name() + "; give one of them another name");
            }
        }
        return new Rules(List.copyOf(rules));
    }

    /** Returns the rules, in the order they were given. */
    public List<Rule> rules() {
        return rules;
    }

    /** Tells whether any of them asks for what the engine's first stage finds. */
    public boolean needEpisodes() {
        return rules.stream().anyMatch(Rule::needsEpisodes);
    }

    /**
     * What rules say about a window.
     *
     * @param firings those met within the focus, its end included, in order
     * @param blind names of the rules with a condition that nothing in the window could have met, sorted: it has no
     *     series of the metric, or no entity of those selected. That such a rule is silent tells nothing
     */
    public record Verdict(List<Firing> firings, SortedSet<String> blind) {

        /** Nothing, by no rules. */
        public static final Verdict NONE = new Verdict(List.of(), Collections.emptySortedSet());

        public Verdict {
            firings = firings.stream().sorted().toList();
            blind = Collections.unmodifiableSortedSet(new TreeSet<>(blind));
        }
    }

    /**
     * Judges a window.
     *
     * @param episodes what the engine's first stage found in it; may be empty if {@link #needEpisodes()} says so
     */
    public Verdict judge(TelemetryWindow window, Topology topology, List<Episode> episodes) {
        if (rules.isEmpty()) {
            return Verdict.NONE;
        }
        Scope scope = new Scope(window, topology);
        Sightings sightings = new Sightings(window, scope, episodes);
        List<Firing> firings = new ArrayList<>();
        TreeSet<String> blind = new TreeSet<>();
        for (Rule rule : rules) {
            Sightings.Found first = sightings.of(rule.when());
            List<Sightings.Found> others = rule.and().stream()
                    .map(companion -> sightings.of(companion.condition()))
                    .toList();
            if (first.looked() == 0 || others.stream().anyMatch(found -> found.looked() == 0)) {
                blind.add(rule.name());
            }
            for (Match match : matches(rule, first.sightings(), others, scope)) {
                Firing firing = match.firing(rule);
                TimeWindow focus = window.focus();
                if (!firing.met().isBefore(focus.from()) && !firing.met().isAfter(focus.to())) {
                    firings.add(firing);
                }
            }
        }
        return new Verdict(firings, blind);
    }

    /** One match for each entity and company; what met the first condition without a pause is one match. */
    private static List<Match> matches(Rule rule, List<Sighting> first, List<Sightings.Found> others, Scope scope) {
        List<Match> matches = new ArrayList<>();
        Map<String, Match> running = new TreeMap<>();
        for (Sighting sighting : first) {
            List<Sighting> company = company(rule, sighting, others, scope);
            if (company == null) {
                continue;
            }
            String key =
                    sighting.entity() + " " + company.stream().map(Sighting::id).toList();
            Match match = running.get(key);
            if (match == null || match.isOverBefore(sighting.earliest())) {
                match = new Match(company);
                running.put(key, match);
                matches.add(match);
            }
            match.add(sighting);
        }
        return matches;
    }

    /**
     * Returns for each companion the one that fits and was met first, or null if one has none: what comes later does
     * not change what was found before.
     */
    private static @Nullable List<Sighting> company(
            Rule rule, Sighting first, List<Sightings.Found> others, Scope scope) {
        List<Sighting> company = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Companion companion = rule.and().get(i);
            Sighting fitting = null;
            for (Sighting other : others.get(i).sightings()) {
                if ((fitting == null || other.met().isBefore(fitting.met()))
                        && companion.inTime(first, other)
                        && scope.together(companion.place(), first.entity(), other.entity())
                        && !other.id().equals(first.id())) {
                    fitting = other;
                }
            }
            if (fitting == null) {
                return null;
            }
            company.add(fitting);
        }
        return company;
    }
}
