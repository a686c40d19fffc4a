package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.RootCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A database that does not answer shows nothing itself; that it is the cause is told by its callers. */
class UnansweredDatabaseTest {

    private static final long SEED = 20_261_123;
    private static final int BEGINS = 40;
    private static final int MINUTES = 60;

    private static final Shop.Fault FAILING = new Shop.Fault() {
        @Override
        public double failing(String service, int minute) {
            return service.equals("inventory") && minute >= BEGINS ? 0.9 : 0;
        }
    };

    private final Shop shop = new Shop(SEED, MINUTES, FAILING);

    @Test
    void isTheCauseWhenItsCallersSaySo() {
        RootCause cause =
                first(List.of(calls(true), waiting(true)), List.of(thrown("java.sql.SQLTransientConnectionException")));

        assertThat(cause.kind()).isEqualTo(CauseKind.DEPENDENCY);
        assertThat(cause.entity()).isEqualTo(Shop.DATABASE);
        assertThat(cause.title()).startsWith("shop-db does not answer inventory since ");
        assertThat(cause.reasons())
                .extracting(Reason::code)
                .containsExactly("fewer-get-through", "wait-for-a-connection", "client-throws");
        assertThat(cause.reasons())
                .allSatisfy(reason -> assertThat(reason.references()).isNotEmpty());
    }

    @Test
    void isTheCauseWhenTwoSignsSaySo() {
        assertThat(first(List.of(calls(true), waiting(true)), List.of()).entity())
                .isEqualTo(Shop.DATABASE);
        assertThat(first(List.of(calls(false), waiting(true)), List.of(thrown("PSQLException")))
                        .entity())
                .isEqualTo(Shop.DATABASE);
        assertThat(first(List.of(calls(true), waiting(false)), List.of(thrown("SqlException")))
                        .entity())
                .isEqualTo(Shop.DATABASE);
    }

    @Test
    void isNotAccusedByOneSignAlone() {
        assertThat(first(List.of(calls(true), waiting(false)), List.of()).kind())
                .isEqualTo(CauseKind.UNKNOWN);
        assertThat(first(List.of(calls(false), waiting(true)), List.of()).kind())
                .isEqualTo(CauseKind.UNKNOWN);
        assertThat(first(List.of(calls(false), waiting(false)), List.of(thrown("PSQLException")))
                        .kind())
                .isEqualTo(CauseKind.UNKNOWN);
    }

    @Test
    void isNotAccusedByErrorsThatAreNotItsClients() {
        assertThat(first(List.of(calls(true), waiting(false)), List.of(thrown("java.lang.NullPointerException")))
                        .kind())
                .isEqualTo(CauseKind.UNKNOWN);
    }

    @Test
    void comesSecondToAReleaseThatExplainsIt() {
        shop.deployed("inventory", "7.1", BEGINS - 2);
        List<RootCause> causes =
                causes(List.of(calls(true), waiting(true)), List.of(thrown("SQLTransientConnectionException")));

        assertThat(causes.get(0).kind()).isEqualTo(CauseKind.CHANGE);
        assertThat(causes.get(1).entity()).isEqualTo(Shop.DATABASE);
        assertThat(causes.get(1).against()).extracting(Reason::code).contains("explained");
    }

    private RootCause first(List<Series> series, List<Event> events) {
        return causes(series, events).get(0);
    }

    private List<RootCause> causes(List<Series> series, List<Event> events) {
        List<Series> allSeries = new ArrayList<>(shop.series());
        allSeries.addAll(series);
        List<Event> allEvents = new ArrayList<>(shop.events());
        allEvents.addAll(events);
        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(shop.window(allSeries, allEvents));
        assertThat(report.incidents()).as("incidents with seed %d", SEED).hasSize(1);
        return report.incidents().get(0).rootCauses();
    }

    /** Calls of inventory to its database, which get through no more, or do. */
    private Series calls(boolean fall) {
        return series(
                Metrics.DEPENDENCY_COUNT,
                Unit.REQUESTS,
                SeriesKind.DELTA,
                Attributes.of(AttributeKeys.OPERATION, "SELECT stock", AttributeKeys.TARGET, Shop.DATABASE.toString()),
                minute -> fall && minute >= BEGINS ? 1 : 60 + Math.floorMod(minute * 7, 11));
    }

    /** Requests of inventory that wait for a connection. */
    private Series waiting(boolean rise) {
        return series(
                Metrics.CONNECTIONS_PENDING,
                Unit.REQUESTS,
                SeriesKind.GAUGE,
                Attributes.empty(),
                minute -> rise && minute >= BEGINS ? 20 + minute % 3 : Math.floorMod(minute, 17) == 0 ? 1 : 0);
    }

    private Series series(String metric, Unit unit, SeriesKind kind, Attributes attributes, IntToDoubleFunction value) {
        EntityId inventory = Shop.role("inventory");
        int count = Shop.HISTORY_MINUTES + MINUTES;
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int minute = i - Shop.HISTORY_MINUTES;
            times[i] = shop.at(minute).toEpochMilli();
            values[i] = value.applyAsDouble(minute);
        }
        return NumberSeries.of(
                new SeriesKey(inventory, metric, unit, kind, attributes), Duration.ofMinutes(1), times, values);
    }

    private Event thrown(String type) {
        return new ErrorIssue(
                new EventHeader(
                        Shop.project("inventory"),
                        "production",
                        shop.at(BEGINS + 1),
                        shop.at(MINUTES - 1),
                        type + " in inventory",
                        Attributes.empty(),
                        new Provenance("sentry/issues", "issue:7", null)),
                "INVENTORY-7",
                type,
                null,
                "StockStore.find",
                Severity.ERROR,
                "unresolved",
                500,
                null,
                null,
                null);
    }
}
