package io.throughline.correlation.rule.text;

import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.rule.Companion;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.rule.Selector;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rules as JSON; leaves out what is not said. */
final class RuleJson {

    private final JsonText json = new JsonText();

    private RuleJson() {}

    static String of(Rules rules) {
        RuleJson writer = new RuleJson();
        writer.json.object(() -> writer.json.list("rules", rules.rules(), (j, rule) -> writer.rule(rule)));
        return writer.json.toString();
    }

    private void rule(Rule rule) {
        json.object(() -> {
            json.text("name", rule.name());
            json.name("when").object(() -> condition(rule.when()));
            json.list("and", rule.and(), (j, companion) -> j.object(() -> companion(companion)));
            json.text("then", rule.then()).text("says", rule.says()).text("severity", rule.severity());
        });
    }

    private void companion(Companion companion) {
        condition(companion.condition());
        json.text("order", companion.order()).text("within", companion.within()).text("place", companion.place());
    }

    private void condition(Condition condition) {
        selector(condition.on());
        if (condition instanceof Condition.Departure departure) {
            json.name("departure").object(() -> {
                said("signal", departure.signal());
                said("metric", departure.metric());
                said("direction", departure.direction());
                said("kind", departure.kind());
                holds(departure.holds());
            });
        } else if (condition instanceof Condition.Level level) {
            json.name("level").object(() -> {
                json.text("metric", level.metric());
                // As text, since numbers of canonical JSON are rounded and the threshold must not be.
                json.text(level.side() == Direction.UP ? "above" : "below", level.threshold());
                json.text("quantile", level.quantile());
                holds(level.holds());
                texts("dimensions", level.dimensions());
            });
        } else if (condition instanceof Condition.Repeated repeated) {
            json.name("event").object(() -> {
                happening(repeated.event());
                json.number("times", repeated.atLeast()).text("during", repeated.within());
            });
        } else if (condition instanceof Condition.Happening happening) {
            json.name("event").object(() -> happening(happening));
        }
    }

    private void happening(Condition.Happening happening) {
        json.text("kind", happening.kind());
        said("type", happening.type());
        said("title", happening.title());
        said("severity", happening.severity());
    }

    private void selector(Selector selector) {
        json.name("on").object(() -> {
            if (!selector.kinds().isEmpty()) {
                json.texts("kind", selector.kinds());
            }
            said("name", selector.name());
            said("service", selector.service());
            said("environment", selector.environment());
            texts("attributes", selector.attributes());
        });
    }

    private void holds(Duration holds) {
        if (!holds.isZero()) {
            json.text("for", holds);
        }
    }

    private void texts(String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            json.name(name).object(() -> texts.forEach(json::text));
        }
    }

    private void said(String name, @Nullable Object value) {
        if (value != null) {
            json.text(name, value);
        }
    }
}
