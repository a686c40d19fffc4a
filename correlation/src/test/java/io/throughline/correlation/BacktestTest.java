package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.evidence.Share;
import io.throughline.correlation.replay.Backtest;
import io.throughline.correlation.replay.BacktestRequest;
import io.throughline.correlation.replay.Backtester;
import io.throughline.correlation.replay.JudgedFiring;
import io.throughline.correlation.replay.JudgedFiring.Outcome;
import io.throughline.correlation.replay.JudgedTicket;
import io.throughline.correlation.replay.Lead;
import io.throughline.correlation.replay.Past;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A rule held against tickets: every figure counted by hand. */
class BacktestTest {

    private static final int MINUTES = 24 * 60;
    private static final Rule DEEP = Rule.named("deep-queue")
            .when(Condition.above("queue.depth", 80, Duration.ofMinutes(5)))
            .thenAlert("deep");

    private final Shop shop = new Shop(1, 1, new Shop.Fault() {});
    private final double[] depths = new double[MINUTES];
    private final List<Event> tickets = new ArrayList<>();
    private final BacktestRequest request = BacktestRequest.of(
                    ReplayRequest.of(new TimeWindow(shop.at(0), shop.at(MINUTES)), Duration.ofMinutes(10))
                            .focus(Duration.ofHours(1)))
            .matching(Duration.ofMinutes(60), Duration.ofMinutes(15));

    @Test
    void firingsAndTicketsAreCountedAgainstEachOther() {
        deep(100, 120); // met at 105, said at 110
        ticket("OPS-1", 130, "Incident"); // 20 minutes later
        deep(300, 320); // said at 310, and nobody minded
        deep(500, 520); // said at 510
        ticket("OPS-2", 500, "Incident"); // 10 minutes before it was said
        ticket("OPS-3", 800, "Bug"); // missed
        deep(1000, 1010); // said at 1010, too early for the next
        ticket("OPS-4", 1071, "Incident");

        Backtest backtest = backtest(request);

        assertThat(backtest.tells()).isTrue();
        assertThat(backtest.doubts()).isEmpty();
        assertThat(backtest.firings())
                .extracting(JudgedFiring::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.UNMATCHED, Outcome.MATCHED, Outcome.UNMATCHED);
        assertThat(backtest.firings())
                .extracting(firing -> firing.firing().said())
                .containsExactly(shop.at(110), shop.at(310), shop.at(510), shop.at(1010));
        assertThat(backtest.precision()).isEqualTo(new Share(2, 4));
        assertThat(backtest.recall()).isEqualTo(new Share(2, 4));
        assertThat(backtest.noisePerWeek()).isEqualTo(2 * 7.0);
        assertThat(backtest.lead().times()).containsExactly(Duration.ofMinutes(-10), Duration.ofMinutes(20));
        assertThat(backtest.tickets())
                .filteredOn(ticket -> !ticket.isFound())
                .extracting(ticket -> ticket.ticket().key())
                .containsExactly("OPS-3", "OPS-4");

        Backtest incidents = backtest(request.tickets(List.of("incident")));
        assertThat(incidents.recall()).isEqualTo(new Share(2, 3));
        assertThat(backtest.toJson()).isEqualTo(backtest(request).toJson()).contains("\"recall\":{\"hits\":2,\"of\":4");
    }

    @Test
    void whatLastsLongerThanTheFocusDoesNotSwallowWhatComesAfter() {
        deep(100, 250);
        deep(400, 420);
        ticket("OPS-1", 130, "Incident");

        assertThat(backtest(request).precision()).isEqualTo(new Share(1, 2));
    }

    @Test
    void ofSeveralFiringsTheFirstGivesTheLead() {
        deep(100, 106);
        deep(120, 126);
        ticket("OPS-1", 140, "Incident");

        Backtest backtest = backtest(request);

        assertThat(backtest.precision()).isEqualTo(new Share(2, 2));
        assertThat(backtest.recall()).isEqualTo(new Share(1, 1));
        assertThat(backtest.tickets()).extracting(JudgedTicket::lead).containsExactly(Duration.ofMinutes(30));
    }

    @Test
    void aFiringWhoseTicketMayStillComeCountsNeitherWay() {
        deep(100, 110);
        ticket("OPS-1", 120, "Incident");
        deep(1400, 1410);

        Backtest early = backtest(request, MINUTES);
        Backtest late = backtest(request, MINUTES + 60);

        assertThat(early.firings())
                .extracting(JudgedFiring::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.UNDECIDED);
        assertThat(early.precision()).isEqualTo(new Share(1, 1));
        assertThat(early.noisePerWeek()).isZero();
        assertThat(early.doubts()).singleElement().asString().contains("Of 1 of the firings");
        assertThat(late.precision()).isEqualTo(new Share(1, 2));
    }

    @Test
    void aTicketAfterTheRangeMatchesButIsNotMissed() {
        deep(1420, 1430);
        ticket("OPS-1", 100, "Incident");
        ticket("OPS-2", MINUTES + 20, "Incident");

        Backtest backtest = backtest(request);

        assertThat(backtest.precision()).isEqualTo(new Share(1, 1));
        assertThat(backtest.recall()).isEqualTo(new Share(0, 1));
    }

    @Test
    void whatWasSaidBeforeTheRangeIsNotOfTheRange() {
        deep(0, 120);
        ticket("OPS-1", 90, "Incident");
        BacktestRequest later = BacktestRequest.of(
                ReplayRequest.of(new TimeWindow(shop.at(60), shop.at(MINUTES)), Duration.ofMinutes(10)));

        assertThat(backtest(later).firings()).isEmpty();
    }

    @Test
    void withoutTicketsItCannotTell() {
        deep(100, 120);

        Backtest backtest = backtest(request);

        assertThat(backtest.tells()).isFalse();
        assertThat(backtest.cannotTell()).singleElement().asString().contains("No ticket was opened");
        assertThat(backtest.firings()).hasSize(1);
        assertThat(backtest.recall().value()).isEmpty();
        assertThat(backtest.toJson()).contains("\"precision\":{\"hits\":0,\"of\":1,\"value\":null");
    }

    @Test
    void aRuleThatNothingCouldMeetCannotBeJudged() {
        ticket("OPS-1", 130, "Incident");
        Rule misspelt = Rule.named("deep")
                .when(Condition.above("queue.dept", 80, Duration.ZERO))
                .thenAlert("deep");

        Backtest backtest = Backtester.of(CorrelationEngine.ofDefaults(), past(List.of()))
                .backtest(misspelt, request, tickets(MINUTES));

        assertThat(backtest.cannotTell()).singleElement().asString().contains("look at their names");
    }

    @Test
    void missingStreamsMakeItDoubtful() {
        deep(100, 120);
        ticket("OPS-1", 130, "Incident");
        deep(1180, 1200); // said at 1190, 50 minutes before the tickets end
        StreamCompleteness failed = StreamCompleteness.failed("azure/metrics", null, "503");

        Backtest backtest = Backtester.of(CorrelationEngine.ofDefaults(), past(List.of(failed)))
                .backtest(
                        DEEP,
                        request,
                        tickets(
                                request.ticketsUntil(shop.at(MINUTES + 60)),
                                StreamCompleteness.complete("jira/issues", shop.at(1240))
                                        .withState(StreamCompleteness.State.PARTIAL)));

        assertThat(backtest.tells()).isTrue();
        assertThat(backtest.doubts()).hasSize(3);
        assertThat(backtest.firings())
                .extracting(JudgedFiring::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.UNDECIDED);
        assertThat(backtest.doubts().get(0)).contains("jira/issues is PARTIAL");
        assertThat(backtest.doubts().get(1)).contains("In 144 of 144 steps", "azure/metrics");
    }

    /** In hindsight many steps are told from one window; that must not be seen. */
    @Test
    void inHindsightItSaysTheSameAsStepByStep() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Arrays.fill(depths, 10);
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(MINUTES - 60);
                deep(from, from + random.nextInt(1, 60));
            }
            tickets.clear();
            for (int i = 0; i < 30; i++) {
                ticket("OPS-" + i, random.nextInt(MINUTES), "Incident");
            }
            Rule rule = Rule.named("deep-and-told")
                    .when(Condition.above("queue.depth", 80, Duration.ofMinutes(random.nextInt(20))))
                    .and(
                            Condition.event(EventKind.TICKET),
                            List.of(Order.BEFORE, Order.AFTER, Order.AROUND).get(random.nextInt(3)),
                            Duration.ofMinutes(random.nextInt(1, 40)),
                            Place.SAME_SERVICE)
                    .thenAlert("deep");
            Past past = past(List.of(StreamCompleteness.complete("azure/metrics", shop.at(MINUTES))), tickets);
            TelemetryWindow known = tickets(MINUTES + 60);

            Backtest steps = Backtester.of(CorrelationEngine.ofDefaults(), past).backtest(rule, request, known);
            Backtest hindsight = Backtester.of(CorrelationEngine.ofDefaults(), past)
                    .backtest(
                            rule,
                            new BacktestRequest(
                                    request.replay().inHindsight(),
                                    request.lead(),
                                    request.tolerance(),
                                    request.ticketTypes()),
                            known);

            found += steps.firings().size();
            assertThat(hindsight.firings()).as("seed %d", seed).isEqualTo(steps.firings());
            assertThat(hindsight.conditions()).as("seed %d", seed).isEqualTo(steps.conditions());
        }
        assertThat(found).isGreaterThan(50);
    }

    @Test
    void sharesCarryWilsonsInterval() {
        Share share = new Share(8, 10);

        // Wilson's interval as statsmodels' proportion_confint(8, 10, method="wilson") gives it.
        assertThat(share.lower()).isCloseTo(0.49016247153664183, within(1e-12));
        assertThat(share.upper()).isCloseTo(0.9433178485456247, within(1e-12));
        assertThat(new Share(0, 0).value()).isEmpty();
        assertThat(new Share(0, 3).lower()).isZero();
        assertThat(new Share(3, 3).upper()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(2, 1));
    }

    @Test
    void quantilesOfTheLeadAreTimesThatOccurred() {
        Lead lead = new Lead(
                LongStream.of(40, 10, 30, 20).mapToObj(Duration::ofMinutes).toList());

        assertThat(lead.quantile(0.5)).contains(Duration.ofMinutes(20));
        assertThat(lead.quantile(0.9)).contains(Duration.ofMinutes(40));
        assertThat(lead.quantile(0.25)).contains(Duration.ofMinutes(10));
        assertThat(new Lead(List.of()).quantile(0.5)).isEmpty();
    }

    private Backtest backtest(BacktestRequest asked) {
        return backtest(asked, MINUTES + 60);
    }

    private Backtest backtest(BacktestRequest asked, int known) {
        return Backtester.of(
                        CorrelationEngine.ofDefaults(),
                        past(List.of(StreamCompleteness.complete("azure/metrics", shop.at(MINUTES)))))
                .backtest(DEEP, asked, tickets(known));
    }

    private TelemetryWindow tickets(int until) {
        TimeWindow span = request.ticketsUntil(shop.at(until));
        return tickets(span, StreamCompleteness.complete("jira/issues", span.to()));
    }

    private TelemetryWindow tickets(TimeWindow span, StreamCompleteness stream) {
        TelemetryWindow whole = shop.window();
        return new TelemetryWindow(
                span,
                span,
                whole.entities(),
                List.of(),
                tickets,
                List.of(),
                whole.memberships(),
                Completeness.of(List.of(stream)));
    }

    private Past past(List<StreamCompleteness> streams) {
        return past(streams, List.of());
    }

    private Past past(List<StreamCompleteness> streams, List<Event> events) {
        TelemetryWindow shops = shop.window();
        NumberSeries series = NumberSeries.of(
                SeriesKey.of(Shop.role("orders"), "queue.depth", Unit.counting("message"), SeriesKind.GAUGE),
                Duration.ofMinutes(1),
                LongStream.range(0, MINUTES)
                        .map(i -> shop.at((int) i).toEpochMilli())
                        .toArray(),
                depths);
        TelemetryWindow whole = new TelemetryWindow(
                new TimeWindow(shop.at(-MINUTES), shop.at(MINUTES)),
                new TimeWindow(shop.at(0), shop.at(MINUTES)),
                shops.entities(),
                List.of(series),
                events,
                shops.dependencies(),
                shops.memberships(),
                Completeness.of(streams));
        return focus -> ReplayTest.cut(whole, focus);
    }

    private void deep(int from, int to) {
        Arrays.fill(depths, from, to, 90);
    }

    private void ticket(String key, int minute, String type) {
        Instant opened = shop.at(minute);
        tickets.add(new Ticket(
                new EventHeader(
                        Shop.role("orders"),
                        null,
                        opened,
                        opened,
                        key,
                        Attributes.empty(),
                        new Provenance("jira/issues", key, null)),
                key,
                type,
                "Open",
                Ticket.StatusCategory.TO_DO,
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of()));
    }
}
