package io.throughline.correlation.rule.text;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.rule.Companion;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rule.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one rule; notes problems in its section. */
final class RuleReader {

    private final ConfigSection section;
    private boolean sound = true;

    RuleReader(ConfigSection section) {
        this.section = section;
    }

    /** Returns the rule, or null if something is wrong with it, which was noted then. */
    @Nullable
    Rule read() {
        String name = section.requiredText("name", "write a short name such as slow-after-deployment");
        if (!Rule.isName(name)) {
            problem("name", "must match [a-z0-9-]+, was '" + name + "'", "use lower-case letters, digits and -");
        }
        String says = section.requiredText("says", "write one line for people");
        Condition when = ConditionReader.read(section.section("when"));
        List<Companion> and = new ArrayList<>();
        List<ConfigSection> companions = section.sections("and");
        for (ConfigSection companion : companions) {
            companion(companion).ifPresent(and::add);
        }
        Then then =
                Words.read(section, "then", Then.class).orElse(companions.isEmpty() ? Then.ALERT : Then.ASSOCIATION);
        if (then == Then.ASSOCIATION && companions.isEmpty()) {
            problem(
                    "then",
                    "associates nothing with the first condition",
                    "write a condition below and, or then: ALERT");
        }
        Severity severity = Words.read(section, "severity", Severity.class).orElse(Severity.WARNING);
        section.rejectUnknownKeys();
        boolean whole = sound
                && section.has("name")
                && !section.text("says").orElse("").isBlank()
                && and.size() == companions.size();
        return when == null || !whole ? null : new Rule(name, when, and, then, says, severity);
    }

    private Optional<Companion> companion(ConfigSection companion) {
        Optional<Order> order = Words.read(companion, "order", Order.class);
        Optional<Place> place = Words.read(companion, "place", Place.class);
        Optional<Duration> within = companion.duration("within");
        if (!companion.has("within")) {
            companion.problem("within", "is missing", "write how far the beginnings may lie apart, such as 15m");
        }
        Condition condition = ConditionReader.read(companion);
        return condition == null || within.isEmpty()
                ? Optional.empty()
                : Optional.of(new Companion(
                        condition, order.orElse(Order.AROUND), within.get(), place.orElse(Place.CONNECTED)));
    }

    private void problem(String key, String reason, String remedy) {
        sound = false;
        section.problem(key, reason, remedy);
    }
}
