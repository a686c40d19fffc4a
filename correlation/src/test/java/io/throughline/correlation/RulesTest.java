package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Firing;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.rule.Selector;
import io.throughline.correlation.rule.Sighting;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of the user's own: what meets them, what does not, and that they change nothing else. */
class RulesTest {

    private static final int MINUTES = 60;
    private static final Duration FIVE = Duration.ofMinutes(5);

    private final Shop shop = new Shop(1, MINUTES, new Shop.Fault() {});
    private final List<Series> series = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void aLevelFiresOnceItHeldAndNotBefore() {
        Rule rule = alert(Condition.above("queue.depth", 80, FIVE));
        depth("orders", 0, 90, 90, 90, 90, 10, 90, 90, 90, 90, 90, 90, 10);

        assertThat(fired(rule)).singleElement().satisfies(firing -> {
            assertThat(firing.from()).isEqualTo(at(5));
            assertThat(firing.met()).isEqualTo(at(10));
            assertThat(firing.to()).isEqualTo(at(11));
            assertThat(firing.entity()).isEqualTo(Shop.role("orders"));
            assertThat(firing.says()).isEqualTo("told");
        });
    }

    @Test
    void theThresholdItselfIsOnNeitherSide() {
        depth("orders", 0, 80, 80, 80, 80, 80, 80, 80);

        assertThat(fired(alert(Condition.above("queue.depth", 80, FIVE)))).isEmpty();
        assertThat(fired(alert(Condition.below("queue.depth", 80, FIVE)))).isEmpty();
        assertThat(fired(alert(Condition.below("queue.depth", 80.5, FIVE)))).hasSize(1);
    }

    @Test
    void aGapEndsTheTimeThatALevelHeld() {
        Rule rule = alert(Condition.above("queue.depth", 80, FIVE));
        depth("orders", 0, 90, 90, 90, 90, Double.NaN, 90, 90, 90, 90);

        assertThat(fired(rule)).isEmpty();
    }

    @Test
    void aStepThatIsNotOverIsNotJudged() {
        Rule rule = alert(Condition.above("queue.depth", 80, FIVE));
        depth("orders", MINUTES - 5, 90, 90, 90, 90, 90);
        assertThat(fired(rule)).singleElement().satisfies(firing -> {
            assertThat(firing.met()).isEqualTo(at(MINUTES));
            assertThat(firing.to()).isNull();
        });

        series.clear();
        depth("orders", MINUTES - 4, 90, 90, 90, 90, 90);
        assertThat(fired(rule)).isEmpty();
    }

    @Test
    void onlyTheEntitiesAskedForAreLookedAt() {
        depth("orders", 0, 90, 90, 90, 90, 90, 90);
        depth("billing", 0, 90, 90, 90, 90, 90, 90);
        Condition.Level level = Condition.above("queue.*", 80, FIVE);

        assertThat(entities(alert(level))).containsExactly(Shop.role("billing"), Shop.role("orders"));
        assertThat(entities(alert(level.on(Selector.any().service("ORDERS"))))).containsExactly(Shop.role("orders"));
        assertThat(entities(alert(level.on(Selector.any().named("bil*"))))).containsExactly(Shop.role("billing"));
        assertThat(entities(alert(level.on(Selector.any().kind(EntityKind.DATABASE)))))
                .isEmpty();
        assertThat(entities(alert(level.on(Selector.any().environment("Production")))))
                .hasSize(2);
        assertThat(entities(alert(level.on(Selector.any().attribute("tier", "gold")))))
                .isEmpty();
        assertThat(entities(alert(level.dimension("queue", "a")))).isEmpty();
    }

    @Test
    void aRuleThatNothingCouldMeetIsBlindNotSilent() {
        depth("orders", 0, 10, 10);

        assertThat(verdict(alert(Condition.above("queue.depth", 80, FIVE))).blind())
                .isEmpty();
        assertThat(verdict(alert(Condition.above("queue.dept", 80, FIVE))).blind())
                .containsExactly("test");
        Condition.Happening change = Condition.event(EventKind.CHANGE);
        assertThat(verdict(alert(change)).blind()).isEmpty();
        assertThat(verdict(alert(change.on(Selector.any().named("ordres")))).blind())
                .containsExactly("test");
    }

    @Test
    void repeatedEventsCountByEntityInEventTime() {
        Rule rule = alert(Condition.event(EventKind.ALERT).times(3, Duration.ofMinutes(10)));
        alerted("orders", 0, Severity.ERROR);
        alerted("billing", 1, Severity.ERROR);
        alerted("orders", 6, Severity.ERROR);
        assertThat(fired(rule)).isEmpty();

        alerted("orders", 10, Severity.ERROR);
        alerted("orders", 12, Severity.ERROR);
        assertThat(fired(rule)).singleElement().satisfies(firing -> {
            assertThat(firing.from()).isEqualTo(at(0));
            assertThat(firing.met()).isEqualTo(at(10));
            assertThat(firing.to()).isEqualTo(at(12));
        });
    }

    @Test
    void severityTypeAndTitleNarrowEvents() {
        alerted("orders", 1, Severity.CRITICAL);
        alerted("orders", 2, Severity.WARNING);
        alerted("orders", 3, Severity.UNKNOWN);
        Condition.Happening alert = Condition.event(EventKind.ALERT);

        assertThat(fired(alert(alert))).hasSize(3);
        assertThat(fired(alert(alert.atLeast(Severity.WARNING)))).hasSize(2);
        assertThat(fired(alert(alert.atLeast(Severity.ERROR)))).hasSize(1);
        assertThat(fired(alert(alert.type("TOO *")))).hasSize(3);
        assertThat(fired(alert(alert.title("*nothing*")))).isEmpty();
        assertThat(fired(alert(Condition.event(EventKind.CHANGE)))).isEmpty();
    }

    @Test
    void aCompanionMustLieInTimeOrderAndPlace() {
        depth("orders", 10, 90, 90, 90, 90, 90, 90);
        alerted("storefront", 20, Severity.ERROR);
        Condition alert = Condition.event(EventKind.ALERT);

        assertThat(fired(with(alert, Order.AFTER, 10, Place.CONNECTED)))
                .singleElement()
                .satisfies(firing -> {
                    assertThat(firing.entities()).containsExactly(Shop.role("orders"), Shop.role("storefront"));
                    assertThat(firing.from()).isEqualTo(at(10));
                    assertThat(firing.met()).isEqualTo(at(20));
                    assertThat(firing.evidence()).extracting(Sighting::says).contains("queue.depth above 80 {item}");
                    assertThat(firing.then()).isEqualTo(Rule.Then.ASSOCIATION);
                });
        assertThat(fired(with(alert, Order.AFTER, 8, Place.CONNECTED))).isEmpty();
        assertThat(fired(with(alert, Order.BEFORE, 10, Place.CONNECTED))).isEmpty();
        assertThat(fired(with(alert, Order.AROUND, 10, Place.CONNECTED))).hasSize(1);
        assertThat(fired(with(alert, Order.AFTER, 10, Place.SAME_SERVICE))).isEmpty();
        assertThat(fired(with(alert, Order.AFTER, 10, Place.SAME_ENTITY))).isEmpty();
        assertThat(fired(with(alert, Order.AFTER, 10, Place.SAME_PRODUCT))).hasSize(1);
        assertThat(fired(with(alert, Order.AFTER, 10, Place.ANYWHERE))).hasSize(1);
    }

    @Test
    void theIdStaysWhileTheWindowSlides() {
        depth("orders", 0, 90, 90, 90, 90, 90, 90);
        Rule rule = alert(Condition.above("queue.depth", 80, FIVE));

        assertThat(fired(rule, 6, 30)).extracting(Firing::id).isEqualTo(ids(fired(rule, 20, 30)));
        assertThat(fired(rule, 5, 30)).extracting(Firing::id).isEqualTo(ids(fired(rule, 20, 30)));
        assertThat(fired(rule, 4, 30)).isEmpty();
        assertThat(fired(rule, 40, 30)).as("met before the focus").isEmpty();
    }

    @Test
    void rulesSeeTheEnginesEpisodesAndChangeNothingOfItsVerdict() {
        Shop broken = new Shop(3, 45, Faults.database(20, 75)).deployed("orders", "1.9", 18);
        Rule rule = Rule.named("slower-since")
                .when(Condition.event(EventKind.CHANGE).type("deployment"))
                .and(
                        Condition.departure(SignalClass.LATENCY, Direction.UP),
                        Order.AFTER,
                        Duration.ofMinutes(15),
                        Place.CONNECTED)
                .thenAssociate("slower since it was deployed");
        CorrelationReport plain = CorrelationEngine.ofDefaults().analyze(broken.window());

        CorrelationReport ruled =
                CorrelationEngine.ofDefaults().with(Rules.of(List.of(rule))).analyze(broken.window());

        assertThat(ruled.incidents()).isEqualTo(plain.incidents());
        assertThat(plain.toJson()).doesNotContain("\"firings\"");
        assertThat(ruled.toJson())
                .startsWith(plain.toJson().substring(0, plain.toJson().length() - 1))
                .contains("\"firings\":[{\"id\":\"firing-", "slower-since");
        assertThat(ruled.firings()).singleElement().satisfies(firing -> {
            assertThat(firing.evidence()).extracting(Sighting::id).anyMatch(id -> isEpisode(plain, id));
            assertThat(ruled.firingsIn(ruled.incidents().get(0))).containsExactly(firing);
        });
    }

    @Test
    void whatIsNoRuleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.named("Not a name")
                        .when(Condition.event(EventKind.ALERT))
                        .thenAlert("x"))
                .withMessageContaining("[a-z0-9-]+");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Rule.named("a").when(Condition.event(EventKind.ALERT)).thenAssociate("x"))
                .withMessageContaining("second condition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.of(
                        List.of(alert(Condition.event(EventKind.ALERT)), alert(Condition.event(EventKind.TICKET)))))
                .withMessageContaining("two rules are named test");
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.above("m", Double.NaN, FIVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.event(EventKind.ALERT).times(1, FIVE));
    }

    private static boolean isEpisode(CorrelationReport report, String id) {
        return report.episodes().stream().map(Episode::id).anyMatch(id::equals);
    }

    private static Rule alert(Condition condition) {
        return Rule.named("test").when(condition).thenAlert("told");
    }

    private static Rule with(Condition condition, Order order, int minutes, Place place) {
        return Rule.named("test")
                .when(Condition.above("queue.depth", 80, FIVE))
                .and(condition, order, Duration.ofMinutes(minutes), place)
                .thenAssociate("told");
    }

    private List<Firing> fired(Rule rule) {
        return verdict(rule).firings();
    }

    private List<Firing> fired(Rule rule, int to, int length) {
        return verdict(rule, to, length).firings();
    }

    private List<EntityId> entities(Rule rule) {
        return fired(rule).stream().map(Firing::entity).sorted().toList();
    }

    private static List<String> ids(List<Firing> firings) {
        assertThat(firings).isNotEmpty();
        return firings.stream().map(Firing::id).toList();
    }

    private Rules.Verdict verdict(Rule rule) {
        return verdict(rule, MINUTES, MINUTES);
    }

    private Rules.Verdict verdict(Rule rule, int to, int length) {
        TelemetryWindow whole = shop.window();
        TimeWindow focus = TimeWindow.endingAt(at(to), Duration.ofMinutes(length));
        TelemetryWindow window = new TelemetryWindow(
                new TimeWindow(at(-MINUTES), at(to)),
                focus,
                whole.entities(),
                series,
                events,
                whole.dependencies(),
                whole.memberships(),
                Completeness.none());
        return Rules.of(List.of(rule)).judge(window, Topology.of(window), List.of());
    }

    private Instant at(int minute) {
        return shop.at(minute);
    }

    private void depth(String service, int from, double... values) {
        int[] there = java.util.stream.IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        series.add(NumberSeries.of(
                SeriesKey.of(Shop.role(service), "queue.depth", Unit.counting("item"), SeriesKind.GAUGE),
                Duration.ofMinutes(1),
                Arrays.stream(there).mapToLong(i -> at(from + i).toEpochMilli()).toArray(),
                Arrays.stream(there).mapToDouble(i -> values[i]).toArray()));
    }

    private void alerted(String service, int minute, Severity severity) {
        events.add(new Alert(
                new EventHeader(
                        Shop.role(service),
                        "production",
                        at(minute),
                        at(minute),
                        "too much of it",
                        Attributes.empty(),
                        new Provenance("azure/alerts", service + minute, null)),
                "too much",
                severity,
                Alert.State.FIRED,
                null,
                null));
    }
}
