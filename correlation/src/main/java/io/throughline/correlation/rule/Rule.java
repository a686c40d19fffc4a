package io.throughline.correlation.rule;

import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule of the user's own. Immutable.
 *
 * <pre>{@code
 * Rule rule = Rule.named("slow-after-deployment") .when(Condition.event(EventKind.CHANGE).type("DEPLOYMENT"))
 * .and(Condition.departure(SignalClass.LATENCY, Direction.UP), Order.AFTER, Duration.ofMinutes(15),
 * Place.SAME_SERVICE) .thenAssociate("slower since it was deployed"); }</pre>
 *
 * @param name what it is called, {@code [a-z0-9-]+}
 * @param when the first condition; a firing is about the entity that meets it
 * @param and what else must be, all of it
 * @param then what a firing is
 * @param says one line for people, not blank
 * @param severity how bad a firing is
 */
public record Rule(String name, Condition when, List<Companion> and, Then then, String says, Severity severity) {

    /** What a firing is. */
    public enum Then {
        /** Something to be told. */
        ALERT,
        /** A link between what met the first condition and what met the others. */
        ASSOCIATION
    }

    public Rule {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(severity, "severity");
        and = List.copyOf(and);
        if (!isName(name)) {
            throw new IllegalArgumentException("name of a rule must match [a-z0-9-]+, was '" + name + "'");
        }
        if (says.isBlank()) {
            throw new IllegalArgumentException("rule " + name + " must say something; give it one line for people");
        }
        if (then == Then.ASSOCIATION && and.isEmpty()) {
            throw new IllegalArgumentException("rule " + name
                    + " must have a second condition to associate the first with; add one, or make it an alert");
        }
    }

    /** Tells whether a text can be a rule's name. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** Begins a rule. */
    public static Start named(String name) {
        return new Start(name);
    }

    /** Tells whether it asks for what the engine's first stage finds. */
    public boolean needsEpisodes() {
        return Stream.concat(Stream.of(when), and.stream().map(Companion::condition))
                .anyMatch(Condition.Departure.class::isInstance);
    }

    /** A rule that has only a name yet. */
    public static final class Start {

        private final String name;

        private Start(String name) {
            this.name = name;
        }

        /** Sets the first condition. */
        public Builder when(Condition condition) {
            return new Builder(name, condition);
        }
    }

    /** Collects the parts of a rule. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Condition when;
        private final List<Companion> and = new ArrayList<>();
        private Severity severity = Severity.WARNING;

        private Builder(String name, Condition when) {
            this.name = name;
            this.when = when;
        }

        /** Adds a condition that must be met as well. */
        public Builder and(Condition condition, Order order, Duration within, Place place) {
            and.add(new Companion(condition, order, within, place));
            return this;
        }

        /** Sets how bad a firing is; {@code WARNING} unless it is called. */
        public Builder severity(Severity of) {
            this.severity = of;
            return this;
        }

        /** Ends a rule whose firings are to be told. */
        public Rule thenAlert(String says) {
            return new Rule(name, when, and, Then.ALERT, says, severity);
        }

        /**
         * Ends a rule whose firings are links.
         *
         * @throws IllegalArgumentException if there is one condition only
         */
        public Rule thenAssociate(String says) {
            return new Rule(name, when, and, Then.ASSOCIATION, says, severity);
        }
    }
}
