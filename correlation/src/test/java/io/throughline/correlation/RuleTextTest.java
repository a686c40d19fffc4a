package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.ConfigException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.rule.Selector;
import io.throughline.correlation.rule.text.RuleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as text. */
class RuleTextTest {

    @Test
    void theDocumentsExampleReadsAsItIsDescribed() throws Exception {
        String document = Files.readString(Path.of("docs", "rules.md"));
        String example = document.substring(document.indexOf("```yaml\n") + 8, document.indexOf("\n```\n"));

        Rules rules = RuleText.parse(example, "rules.md");

        assertThat(rules.rules())
                .containsExactly(
                        Rule.named("slow-after-deployment")
                                .when(Condition.event(EventKind.CHANGE).type("DEPLOYMENT"))
                                .and(
                                        Condition.departure(SignalClass.LATENCY, Direction.UP)
                                                .holding(Duration.ofMinutes(5)),
                                        Order.AFTER,
                                        Duration.ofMinutes(15),
                                        Place.SAME_SERVICE)
                                .thenAssociate("slower since it was deployed"),
                        Rule.named("queue-runs-full")
                                .when(Condition.above("queue.depth", 800, Duration.ofMinutes(10))
                                        .dimension("queue", "orders")
                                        .on(Selector.any()
                                                .kind(EntityKind.MESSAGING)
                                                .environment("production")))
                                .severity(Severity.ERROR)
                                .thenAlert("the queue of orders runs full"),
                        Rule.named("alerts-upon-alerts")
                                .when(Condition.event(EventKind.ALERT)
                                        .atLeast(Severity.WARNING)
                                        .on(Selector.any().service("checkout"))
                                        .times(3, Duration.ofMinutes(30)))
                                .thenAlert("checkout is alerted again and again"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Rules rules = Rules.of(List.of(
                Rule.named("a")
                        .when(Condition.below("m \"*\"", 1.0 / 3, Duration.ofSeconds(90))
                                .quantile(0.5)
                                .dimension("k", "yes")
                                .on(Selector.any().named("*ü").attribute("a.b", "1")))
                        .and(
                                Condition.event(EventKind.TICKET).title("x*"),
                                Order.BEFORE,
                                Duration.ofHours(2),
                                Place.ANYWHERE)
                        .and(
                                Condition.departure(SignalClass.ERRORS, Direction.DOWN)
                                        .metric("http.*"),
                                Order.AROUND,
                                Duration.ofMillis(1500),
                                Place.SAME_ENTITY)
                        .severity(Severity.CRITICAL)
                        .thenAlert("says: \"this\""),
                Rule.named("b")
                        .when(Condition.event(EventKind.CHANGE).times(2, Duration.ofDays(1)))
                        .thenAlert("b")));

        assertThat(RuleText.parse(RuleText.toJson(rules), "json").rules()).isEqualTo(rules.rules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules: []                                                                      | rules: is missing or empty
            rule: []                                                                       | did you mean 'rules'?
            text                                                                           | write rules: and a list
            rules: [{ name: A, says: x, when: { event: { kind: ALERT } } }]                | rules[0].name: must match [a-z0-9-]+
            rules: [{ name: a, when: { event: { kind: ALERT } } }]                         | rules[0].says: is missing
            rules: [{ name: a, says: x }]                                                  | rules[0].when.event: is missing
            rules: [{ name: a, says: x, when: { event: { kind: ALRET } } }]                | did you mean 'ALERT'?
            rules: [{ name: a, says: x, when: { event: { kind: ALERT }, level: {} } }]     | rules[0].when.event: is a second condition
            rules: [{ name: a, says: x, when: { event: { kind: ALERT, times: 3 } } }]      | rules[0].when.event.during: is missing
            rules: [{ name: a, says: x, when: { event: { kind: ALERT, severity: UNKNOWN } } }] | leave it out for any severity
            rules: [{ name: a, says: x, when: { level: { above: 1 } } }]                   | rules[0].when.level.metric: is missing
            rules: [{ name: a, says: x, when: { level: { metric: m } } }]                  | write either above or below
            rules: [{ name: a, says: x, when: { level: { metric: m, above: NaN  } } }]     | rules[0].when.level.above: must be a number
            rules: [{ name: a, says: x, when: { level: { metric: m, above: 1, quantile: 95 } } }] | must be in [0, 1], was 95.0
            rules: [{ name: a, says: x, when: { level: { metric: m, above: 1, fro: 5m } } }] | did you mean 'for'?
            rules: [{ name: a, says: x, then: ASSOCIATION, when: { event: { kind: ALERT } } }] | rules[0].then: associates nothing
            rules: [{ name: a, says: x, when: { event: { kind: ALERT }, on: { kind: [DB] } } }] | rules[0].when.on.kind: 'DB' is none
            rules: [{ name: a, says: x, when: { event: { kind: ALERT } }, and: [{ event: { kind: CHANGE } }] }] | rules[0].and[0].within: is missing
            'rules: [{ name: a, says: x, when: { event: { kind: ALERT } } }, { name: a, says: y, when: { event: { kind: ALERT } } }]' | rules[1].name: is 'a' a second time
            'rules: ['                                                                     | is neither YAML nor JSON
            """)
    void whatIsWrongIsNamedWithItsPlaceAndRemedy(String text, String said) {
        assertThatThrownBy(() -> RuleText.parse(text, "my.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("my.yaml: ")
                .hasMessageContaining(said);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> RuleText.parse(
                        "rules: [{ name: A, when: { level: { metric: m, above: x } } }, { says: y, when: {} }]",
                        "my.yaml"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(ConfigProblem::path)
                                .containsExactlyInAnyOrder(
                                        "rules[0].name",
                                        "rules[0].says",
                                        "rules[0].when.level.above",
                                        "rules[1].name",
                                        "rules[1].when.event"));
    }
}
