package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.relation.AlertTickets;
import io.throughline.correlation.relation.CodeEffect;
import io.throughline.correlation.relation.CodeEffect.Measure;
import io.throughline.correlation.relation.CodeEffects;
import io.throughline.correlation.relation.CostUsage;
import io.throughline.correlation.relation.Knee;
import io.throughline.correlation.relation.Knees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people ask for by name: that it is found where it is, not where it is not, and that too little is said to be so. */
class RelationsTest {

    private static final int MINUTES = 240;
    private static final int DEPLOYED = 120;

    @Nested
    class OfCode {

        /** What was deployed to orders changed a class that only errors of POST name. */
        private TelemetryWindow window(long seed, double factor, String file) {
            Shop shop = new Shop(seed, MINUTES, new Shop.Fault() {
                @Override
                public boolean sampled(int minute) {
                    return false;
                }
            });
            List<Series> series = new ArrayList<>();
            for (Series one : shop.series()) {
                boolean touched = one.key().entity().equals(Shop.role("orders"))
                        && one.key().metric().equals(Metrics.REQUEST_DURATION)
                        && one.key().attributes().asMap().containsValue("POST /orders");
                series.add(touched ? slower(seed, factor) : one);
            }
            series.add(NumberSeries.of(
                    new SeriesKey(
                            Shop.role("orders"),
                            "errors.by_problem",
                            Unit.ERRORS,
                            SeriesKind.DELTA,
                            Attributes.of(
                                    AttributeKeys.OPERATION,
                                    "POST /orders",
                                    "problem",
                                    "IllegalStateException at shop.orders.OrderStore.add")),
                    Duration.ofMinutes(1),
                    new long[] {shop.at(-500).toEpochMilli(), shop.at(30).toEpochMilli()},
                    new double[] {1, 1}));
            EventHeader header = new EventHeader(
                    Shop.project("orders"),
                    "production",
                    shop.at(DEPLOYED),
                    shop.at(DEPLOYED).plusSeconds(60),
                    "Deployment of orders",
                    Attributes.empty(),
                    new Provenance("sentry/releases", "deploy:7", null));
            Change change = new Change(
                    header,
                    Change.Type.DEPLOYMENT,
                    "orders@7",
                    null,
                    null,
                    List.of(new Change.Commit("abc", "Store orders otherwise", List.of(file))));
            return shop.window(series, List.of(change));
        }

        /** The same operation of a shop in which orders are slower from the deployment on. */
        private Series slower(long seed, double factor) {
            Shop slow = new Shop(seed, MINUTES, new Shop.Fault() {
                @Override
                public boolean sampled(int minute) {
                    return false;
                }

                @Override
                public double slower(String service, int minute) {
                    return service.equals("orders") && minute >= DEPLOYED ? factor : 1;
                }
            });
            return slow.series().stream()
                    .filter(one -> one.key().entity().equals(Shop.role("orders"))
                            && one.key().metric().equals(Metrics.REQUEST_DURATION)
                            && one.key().attributes().asMap().containsValue("POST /orders"))
                    .findFirst()
                    .orElseThrow();
        }

        private CodeEffect latency(TelemetryWindow window) {
            return CodeEffects.of(window).stream()
                    .filter(effect -> effect.measure() == Measure.LATENCY)
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void tellsWhatAChangeDidToTheOperationsItTouched() {
            CodeEffect effect = latency(window(5, 1.5, "orders-api/src/shop/orders/OrderStore.java"));

            assertThat(effect.why()).isNull();
            assertThat(effect.verdict()).isEqualTo(CodeEffect.Verdict.WORSE);
            assertThat(effect.classes()).containsExactly("OrderStore");
            assertThat(effect.touched()).containsExactly("POST /orders");
            assertThat(effect.untouched()).containsExactly("GET /orders");
            assertThat(effect.effect()).isCloseTo(StrictMath.log(1.5), within(0.15));
            assertThat(effect.placebos()).isGreaterThanOrEqualTo(39);
        }

        @Test
        void tellsNoEffectWhereThereIsNone() {
            int told = 0;
            for (long seed = 100; seed < 120; seed++) {
                CodeEffect effect = latency(window(seed, 1, "src/OrderStore.java"));
                told += effect.verdict() == CodeEffect.Verdict.NO_EFFECT ? 0 : 1;
            }
            assertThat(told).as("of 20, seeds 100 to 119").isLessThanOrEqualTo(2);
        }

        @Test
        void saysThatItCannotTell() {
            assertThat(latency(window(5, 1.5, "src/Nobody.java")).why())
                    .startsWith("no error of the service names a class");
            assertThat(latency(window(5, 1.5, "README.md")).verdict()).isEqualTo(CodeEffect.Verdict.CANNOT_TELL);
        }
    }

    @Nested
    class OfAlerts {

        private final Shop shop = new Shop(1, MINUTES, Faults.none());

        private Event alert(String rule, String service, int minute) {
            return new Alert(
                    header(Shop.role(service), minute, rule + " fired", "alert:" + rule + minute),
                    rule,
                    Severity.ERROR,
                    Alert.State.FIRED,
                    null,
                    null);
        }

        private Event ticket(String key, String service, int minute, String title) {
            return new Ticket(
                    header(Shop.project(service), minute, title, "ticket:" + key),
                    key,
                    "Incident",
                    "Open",
                    Ticket.StatusCategory.TO_DO,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    List.of());
        }

        private EventHeader header(EntityId entity, int minute, String title, String id) {
            Instant at = shop.at(minute);
            return new EventHeader(
                    entity, "production", at, at, title, Attributes.empty(), new Provenance("made/events", id, null));
        }

        @Test
        void tellsWhichRulesLeadToTickets() {
            AlertTickets found = AlertTickets.of(shop.window(
                    shop.series(),
                    List.of(
                            alert("latency", "orders", 10),
                            alert("latency", "orders", 70),
                            alert("noise", "inventory", 20),
                            alert("noise", "inventory", 235),
                            ticket("OPS-1", "orders", 25, "orders is slow"),
                            ticket("OPS-2", "orders", 66, "latency again"),
                            ticket("OPS-3", "billing", 200, "customers call"))));

            assertThat(found.rules()).hasSize(2);
            AlertTickets.Rule latency = found.rules().get(0);
            assertThat(latency.name()).isEqualTo("latency");
            assertThat(latency.ticketed().hits()).isEqualTo(2);
            assertThat(latency.ticketed().of()).isEqualTo(2);
            assertThat(latency.tickets()).hasSize(2);
            assertThat(latency.delays()).containsExactly(Duration.ofMinutes(-4), Duration.ofMinutes(15));
            assertThat(found.missed()).hasSize(1);
        }
    }

    @Nested
    class OfLoad {

        /** Latency climbs from seven tenths on, if it does. */
        private List<Knee> knees(long seed, boolean knee, double most) {
            double[] cpu = new double[Shop.HISTORY_MINUTES + 60];
            SplittableRandom random = new SplittableRandom(seed);
            double level = 0.4;
            for (int i = 0; i < cpu.length; i++) {
                level = Math.max(0.1, Math.min(most, level + 0.04 * (random.nextDouble() - 0.5)));
                cpu[i] = level;
            }
            Shop shop = new Shop(seed, 60, new Shop.Fault() {
                @Override
                public double cpu(String service, int minute) {
                    return service.equals("orders") ? cpu[minute + Shop.HISTORY_MINUTES] : 0.3;
                }

                @Override
                public double slower(String service, int minute) {
                    double over = Math.max(0, cpu[minute + Shop.HISTORY_MINUTES] - 0.7);
                    return knee && service.equals("orders") ? StrictMath.exp(8 * over) : 1;
                }
            });
            return Knees.of(shop.window()).stream()
                    .filter(found -> found.resource().equals(Shop.plan("orders"))
                            && found.service().equals(Shop.service("orders")))
                    .toList();
        }

        @Test
        void tellsWhereLatencyBeginsToClimb() {
            Knee knee = knees(7, true, 0.97).get(0);

            assertThat(knee.verdict()).isEqualTo(Knee.Verdict.KNEE);
            assertThat(knee.at()).isCloseTo(0.7, within(0.07));
            assertThat(knee.lower()).isLessThanOrEqualTo(knee.at());
            assertThat(knee.upper()).isGreaterThanOrEqualTo(knee.at());
            assertThat(knee.above()).isGreaterThan(1.5);
        }

        @Test
        void tellsNoneWhereThereIsNone() {
            for (long seed = 20; seed < 28; seed++) {
                assertThat(knees(seed, false, 0.97).get(0).verdict())
                        .as("seed %d", seed)
                        .isEqualTo(Knee.Verdict.NONE);
            }
        }

        @Test
        void cannotTellOfLoadThatNeverVaried() {
            assertThat(knees(7, true, 0.12).get(0).why()).startsWith("its use stayed between ");
        }
    }

    @Nested
    class OfCost {

        private final Shop shop = new Shop(1, 60, Faults.none());
        private final SplittableRandom random = new SplittableRandom(9);

        private CostUsage usage(int days, double elasticity, int dear) {
            Instant end = Instant.parse("2026-03-05T00:00:00Z");
            long[] times = new long[days];
            double[] requests = new double[days];
            double[] cost = new double[days];
            for (int i = 0; i < days; i++) {
                times[i] = end.minus(Duration.ofDays(days - i)).toEpochMilli();
                requests[i] = 1e6 * (0.5 + random.nextDouble());
                cost[i] = 100
                        * StrictMath.pow(requests[i] / 1e6, elasticity)
                        * (0.97 + 0.06 * random.nextDouble())
                        * (i == dear ? 1.6 : 1);
            }
            TelemetryWindow whole = shop.window();
            List<Series> series = List.of(
                    NumberSeries.of(
                            new SeriesKey(
                                    Shop.role("orders"),
                                    Metrics.REQUEST_COUNT,
                                    Unit.REQUESTS,
                                    SeriesKind.DELTA,
                                    Attributes.empty()),
                            Duration.ofDays(1),
                            times,
                            requests),
                    NumberSeries.of(
                            new SeriesKey(
                                    new EntityId("azure", "resource", "/subscriptions/s/apps/orders"),
                                    "azure.cost",
                                    Unit.money("EUR"),
                                    SeriesKind.DELTA,
                                    Attributes.empty()),
                            Duration.ofDays(1),
                            times,
                            cost));
            List<CostUsage> found = CostUsage.of(new TelemetryWindow(
                    new TimeWindow(end.minus(Duration.ofDays(days)), end.plusSeconds(60)),
                    new TimeWindow(end.minus(Duration.ofDays(1)), end.plusSeconds(60)),
                    whole.entities(),
                    series,
                    List.of(),
                    whole.dependencies(),
                    whole.memberships(),
                    Completeness.of(List.of(StreamCompleteness.complete("azure/cost", end)))));
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        @Test
        void tellsThatCostFollowsUseAndWhichDayItDoesNotExplain() {
            CostUsage usage = usage(40, 0.8, 30);

            assertThat(usage.verdict()).isEqualTo(CostUsage.Verdict.FOLLOWS);
            assertThat(usage.elasticity()).isCloseTo(0.8, within(0.1));
            assertThat(usage.currency()).isEqualTo("EUR");
            assertThat(usage.unexplained())
                    .singleElement()
                    .satisfies(surplus ->
                            assertThat(surplus.cost() / surplus.expected()).isCloseTo(1.6, within(0.1)));
        }

        @Test
        void tellsThatCostIsFixed() {
            CostUsage usage = usage(40, 0, -1);

            assertThat(usage.verdict()).isEqualTo(CostUsage.Verdict.INDEPENDENT);
            assertThat(usage.unexplained()).isEmpty();
        }

        @Test
        void cannotTellFromAWeek() {
            assertThat(usage(7, 1, -1).why()).isEqualTo("only 7 whole days have both, 14 are needed");
        }
    }
}
