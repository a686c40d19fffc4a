package io.throughline.correlation.rule.text;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.EpisodeKind;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a condition; notes problems in its section. */
final class ConditionReader {

    private static final List<String> SORTS = List.of("departure", "level", "event");
    private static final int MOST_TIMES = 1_000_000;

    private ConditionReader() {}

    /** Returns the condition that the section has, or null if something is wrong with it, which was noted then. */
    static @Nullable Condition read(ConfigSection section) {
        List<String> present = SORTS.stream().filter(section::has).toList();
        Selector on = selector(section.section("on"));
        Condition condition = null;
        if (present.size() != 1) {
            section.problem(
                    present.isEmpty() ? "event" : present.get(1),
                    present.isEmpty() ? "is missing" : "is a second condition",
                    "write exactly one of " + SORTS);
        } else {
            ConfigSection body = section.section(present.get(0));
            condition = switch (present.get(0)) {
                case "departure" -> departure(body, on);
                case "level" -> level(body, on);
                default -> event(body, on);
            };
            body.rejectUnknownKeys();
        }
        section.rejectUnknownKeys();
        return condition;
    }

    private static Condition departure(ConfigSection body, Selector on) {
        return new Condition.Departure(
                on,
                Words.read(body, "signal", SignalClass.class).orElse(null),
                body.text("metric").orElse(null),
                Words.read(body, "direction", Direction.class).orElse(null),
                Words.read(body, "kind", EpisodeKind.class).orElse(null),
                body.duration("for").orElse(Duration.ZERO));
    }

    private static @Nullable Condition level(ConfigSection body, Selector on) {
        String metric = body.requiredText("metric", "write the metric's name, with * for any characters");
        boolean above = body.has("above");
        if (above == body.has("below")) {
            body.problem("above", above ? "stands beside below" : "is missing", "write either above or below");
            return null;
        }
        Optional<Double> threshold = number(body, above ? "above" : "below");
        double quantile =
                body.has("quantile") ? number(body, "quantile").orElse(Double.NaN) : Condition.Level.USUAL_QUANTILE;
        if (!Double.isNaN(quantile) && !(quantile >= 0 && quantile <= 1)) {
            body.problem("quantile", "must be in [0, 1], was " + quantile, "write 0.95 for the 95th percentile");
            quantile = Double.NaN;
        }
        Duration holds = body.duration("for").orElse(Duration.ZERO);
        SortedMap<String, String> dimensions = texts(body.section("dimensions"));
        if (threshold.isEmpty() || Double.isNaN(quantile)) {
            return null;
        }
        return new Condition.Level(
                on, metric, dimensions, above ? Direction.UP : Direction.DOWN, threshold.get(), holds, quantile);
    }

    private static @Nullable Condition event(ConfigSection body, Selector on) {
        Optional<EventKind> kind = Words.read(body, "kind", EventKind.class);
        Optional<Severity> severity = Words.read(body, "severity", Severity.class);
        Optional<Integer> times = body.integer("times", 2, MOST_TIMES);
        Optional<Duration> within = body.duration("during");
        String type = body.text("type").orElse(null);
        String title = body.text("title").orElse(null);
        if (!body.has("kind")) {
            body.problem("kind", "is missing", "write one of " + Arrays.toString(EventKind.values()));
        }
        if (severity.equals(Optional.of(Severity.UNKNOWN))) {
            body.problem("severity", "cannot be compared with", "leave it out for any severity");
            return null;
        }
        if (body.has("times") != body.has("during")) {
            body.problem(
                    body.has("times") ? "during" : "times", "is missing", "write times and during, or neither of them");
            return null;
        }
        if (kind.isEmpty()) {
            return null;
        }
        Condition.Happening event = new Condition.Happening(on, kind.get(), type, title, severity.orElse(null));
        return times.isPresent() && within.isPresent() ? event.times(times.get(), within.get()) : event;
    }

    private static Selector selector(ConfigSection on) {
        TreeSet<EntityKind> kinds = new TreeSet<>();
        for (String word : on.texts("kind")) {
            Words.of(word, EntityKind.class)
                    .ifPresentOrElse(
                            kinds::add,
                            () -> on.problem(
                                    "kind",
                                    "'" + word + "' is none",
                                    "write one or more of " + Arrays.toString(EntityKind.values())));
        }
        Selector selector = new Selector(
                kinds,
                on.text("name").orElse(null),
                on.text("service").orElse(null),
                on.text("environment").orElse(null),
                texts(on.section("attributes")));
        on.rejectUnknownKeys();
        return selector;
    }

    private static SortedMap<String, String> texts(ConfigSection section) {
        TreeMap<String, String> texts = new TreeMap<>();
        section.keys().forEach(key -> section.text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    private static Optional<Double> number(ConfigSection body, String key) {
        String text = body.text(key).orElse("");
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        body.problem(key, "must be a number, was '" + text + "'", "write a number in the metric's unit, such as 0.8");
        return Optional.empty();
    }
}
