package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.signature.Circumstances;
import io.throughline.correlation.signature.Signature;
import io.throughline.correlation.signature.SignatureLibrary;
import io.throughline.correlation.signature.SignatureMatch;
import io.throughline.correlation.signature.SignatureMatch.Outcome;
import io.throughline.correlation.signature.Signatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each signature, held against the failure that it is about, against one that looks like it, and without what would show
 * it. Orders fail from minute 40 on; what is beside that is added by each test.
 */
class SignaturesTest {

    private static final long SEED = 77;
    private static final int BEGINS = 40;
    private static final int MINUTES = 60;
    private static final int HISTORY = 26 * 60;
    private static final EntityId ORDERS = Shop.service("orders");
    private static final EntityId HOST = Shop.plan("orders");

    private final List<Series> series = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<StreamCompleteness> gaps = new ArrayList<>();
    private boolean slowQuery;
    private double cpu = 0.3;

    private final Shop.Fault fault = new Shop.Fault() {
        @Override
        public double failing(String service, int minute) {
            return service.equals("orders") && minute >= BEGINS ? 0.6 : 0;
        }

        @Override
        public double query(int minute) {
            return slowQuery && minute >= BEGINS - 4 ? 60 : 1;
        }

        @Override
        public double cpu(String service, int minute) {
            return service.equals("orders") && minute >= BEGINS ? cpu : 0.3;
        }
    };

    @Test
    void planRegression() {
        slowQuery = true;
        event(planChange());
        level(
                Shop.DATABASE,
                Metrics.CPU_UTILIZATION,
                minute -> (minute >= BEGINS ? 0.95 : 0.2) + Math.floorMod(minute, 4) * 0.01);
        assertThat(outcome("plan-regression", Shop.DATABASE)).contains(Outcome.MATCHES);

        events.clear();
        assertThat(outcome("plan-regression", Shop.DATABASE)).as("same plan").isEmpty();

        gap("azure/queries");
        assertThat(outcome("plan-regression", Shop.DATABASE)).contains(Outcome.CANNOT_TELL);
    }

    @Test
    void dtuLogCap() {
        level(Shop.DATABASE, "azure.db.io.log.utilization", minute -> minute >= BEGINS ? 1 : 0.3);
        level(Shop.DATABASE, Metrics.CPU_UTILIZATION, minute -> 0.3);
        assertThat(outcome("dtu-log-cap", Shop.DATABASE)).contains(Outcome.MATCHES);
        RootCause cause = causes().get(0);
        assertThat(cause.kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
        assertThat(cause.entity()).isEqualTo(Shop.DATABASE);

        series.clear();
        level(Shop.DATABASE, "azure.db.io.log.utilization", minute -> minute >= BEGINS ? 1 : 0.3);
        assertThat(outcome("dtu-log-cap", Shop.DATABASE)).as("CPU unseen").contains(Outcome.POSSIBLE);

        level(Shop.DATABASE, Metrics.CPU_UTILIZATION, minute -> minute >= BEGINS ? 0.99 : 0.2);
        assertThat(outcome("dtu-log-cap", Shop.DATABASE)).as("CPU full").contains(Outcome.POSSIBLE);

        series.clear();
        level(Shop.DATABASE, "azure.db.io.log.utilization", minute -> 0.4);
        assertThat(outcome("dtu-log-cap", Shop.DATABASE)).as("room left").isEmpty();
    }

    @Test
    void snatExhaustion() {
        failedConnections(40);
        event(thrown("orders", "java.net.SocketException", "Cannot assign requested address"));
        assertThat(outcome("snat-exhaustion", HOST)).contains(Outcome.MATCHES);
        assertThat(causes()).anySatisfy(cause -> {
            assertThat(cause.kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
            assertThat(cause.title()).startsWith("SNAT ports used up on plan-orders since ");
        });

        series.clear();
        failedConnections(0);
        assertThat(outcome("snat-exhaustion", HOST)).as("no connection fails").isEmpty();

        series.clear();
        assertThat(outcome("snat-exhaustion", HOST)).as("not collected").isEmpty();
    }

    @Test
    void cpuCredits() {
        cpu = 0.97;
        level(HOST, "azure.host.cpu.credits.remaining", minute -> Math.max(0, 3 * (BEGINS - minute)));
        assertThat(outcome("cpu-credits", HOST)).contains(Outcome.MATCHES);

        series.clear();
        level(HOST, "azure.host.cpu.credits.remaining", minute -> 300 - minute * 0.1);
        assertThat(outcome("cpu-credits", HOST)).as("plenty left").isEmpty();

        cpu = 0.3;
        series.clear();
        level(HOST, "azure.host.cpu.credits.remaining", minute -> Math.max(0, 3 * (BEGINS - minute)));
        assertThat(outcome("cpu-credits", HOST)).as("nobody wants them").contains(Outcome.POSSIBLE);
    }

    @Test
    void ruHotPartition() {
        level(Shop.DATABASE, "azure.cosmos.requests.throttled", minute -> minute >= BEGINS ? 200 : 0);
        partitions(1, 0.2, 0.1, 0.3);
        assertThat(outcome("ru-hot-partition", Shop.DATABASE)).contains(Outcome.MATCHES);

        series.removeIf(one -> one.key().metric().contains("partition"));
        partitions(1, 0.98, 0.97, 0.99);
        assertThat(outcome("ru-hot-partition", Shop.DATABASE))
                .as("all are full")
                .contains(Outcome.POSSIBLE);

        series.removeIf(one -> one.key().metric().contains("partition"));
        SignatureMatch unseen = match("ru-hot-partition", Shop.DATABASE).orElseThrow();
        assertThat(unseen.outcome()).isEqualTo(Outcome.POSSIBLE);
        assertThat(unseen.unseen())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.reason().text()).contains("azure.cosmos.partition.ru.utilization"));
    }

    @Test
    void poolExhaustion() {
        waiting();
        level(Shop.DATABASE, Metrics.CPU_UTILIZATION, minute -> 0.2);
        event(thrown("orders", "java.sql.SQLTransientConnectionException", "orders - Connection is not available"));
        assertThat(outcome("pool-exhaustion", ORDERS)).contains(Outcome.MATCHES);

        slowQuery = true;
        assertThat(outcome("pool-exhaustion", ORDERS))
                .as("a slow query holds the connections")
                .contains(Outcome.CONTRADICTED);

        slowQuery = false;
        events.clear();
        assertThat(outcome("pool-exhaustion", ORDERS))
                .as("all get one in the end")
                .isEmpty();

        gap("sentry/issues");
        assertThat(outcome("pool-exhaustion", ORDERS)).contains(Outcome.CANNOT_TELL);
    }

    @Test
    void credentialExpiry() {
        callsToDatabase(minute -> minute >= BEGINS ? 1 : 60);
        event(thrown("orders", "SSLHandshakeException", "PKIX path validation failed: certificate expired on <*>"));
        assertThat(outcome("credential-expiry", Shop.DATABASE)).contains(Outcome.MATCHES);

        events.clear();
        event(thrown("orders", "SSLException", "connection reset"));
        assertThat(outcome("credential-expiry", Shop.DATABASE))
                .as("another reason; calls stay away all the same")
                .isEmpty();

        events.clear();
        gap("sentry/issues");
        assertThat(outcome("credential-expiry", Shop.DATABASE)).contains(Outcome.CANNOT_TELL);
    }

    @Test
    void deployRegression() {
        deployed(BEGINS - 3);
        event(thrown("orders", "java.lang.NullPointerException", null));
        assertThat(outcome("deploy-regression", ORDERS)).contains(Outcome.MATCHES);

        events.clear();
        deployed(BEGINS - 3);
        assertThat(outcome("deploy-regression", ORDERS)).as("no new error").contains(Outcome.POSSIBLE);

        events.clear();
        deployed(-300);
        event(thrown("orders", "java.lang.NullPointerException", null));
        assertThat(outcome("deploy-regression", ORDERS)).as("hours before").isEmpty();

        events.clear();
        gap("sentry/releases");
        assertThat(outcome("deploy-regression", ORDERS)).contains(Outcome.CANNOT_TELL);
    }

    @Test
    void quota() {
        callsToDatabase(minute -> minute >= BEGINS ? 10 : 60);
        event(thrown("orders", "RequestFailedException", "Status: 429 (Too Many Requests)"));
        assertThat(outcome("quota", Shop.DATABASE)).contains(Outcome.MATCHES);

        level(Shop.DATABASE, Metrics.CPU_UTILIZATION, minute -> minute >= BEGINS ? 1 : 0.2);
        assertThat(outcome("quota", Shop.DATABASE)).as("it is full itself").contains(Outcome.CONTRADICTED);

        events.clear();
        event(thrown("orders", "RequestFailedException", "Status: 503 (Service Unavailable)"));
        assertThat(outcome("quota", Shop.DATABASE))
                .as("not refused for the number")
                .isEmpty();
    }

    @Test
    void memoryLeak() {
        level(HOST, Metrics.MEMORY_UTILIZATION, minute -> Math.min(0.99, 0.5 + (minute + 300) * 0.0014));
        event(thrown("orders", "java.lang.OutOfMemoryError", "Java heap space"));
        assertThat(outcome("memory-leak", HOST)).contains(Outcome.MATCHES);

        series.clear();
        level(HOST, Metrics.MEMORY_UTILIZATION, minute -> minute >= BEGINS ? 0.99 : 0.5);
        assertThat(outcome("memory-leak", HOST)).as("all at once").isEmpty();

        series.clear();
        assertThat(outcome("memory-leak", HOST)).as("not collected").isEmpty();
    }

    @Test
    void areTenWithIdsOfTheirOwn() {
        assertThat(SignatureLibrary.all())
                .hasSize(10)
                .extracting(Signature::id)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private Optional<Outcome> outcome(String id, EntityId entity) {
        return match(id, entity).map(SignatureMatch::outcome);
    }

    private Optional<SignatureMatch> match(String id, EntityId entity) {
        TelemetryWindow window = window();
        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
        Incident incident = incident(report);
        Circumstances circumstances =
                Circumstances.of(window, report.episodes(), incident.episodes(), incident.start(), incident.end());
        return Signatures.match(SignatureLibrary.all(), circumstances).stream()
                .filter(match ->
                        match.signature().id().equals(id) && match.entity().equals(entity))
                .findFirst();
    }

    private List<RootCause> causes() {
        return incident(CorrelationEngine.ofDefaults().analyze(window())).rootCauses();
    }

    private static Incident incident(CorrelationReport report) {
        assertThat(report.incidents()).as("incidents with seed %d", SEED).hasSize(1);
        return report.incidents().get(0);
    }

    private TelemetryWindow window() {
        Shop shop = shop();
        List<Series> all = new ArrayList<>(shop.series());
        all.addAll(series);
        TelemetryWindow whole = shop.window(all, events);
        List<StreamCompleteness> told = new ArrayList<>(whole.completeness().streams());
        told.addAll(gaps);
        return new TelemetryWindow(
                whole.span(),
                whole.focus(),
                whole.entities(),
                whole.series(),
                whole.events(),
                whole.dependencies(),
                whole.memberships(),
                Completeness.of(told));
    }

    private Shop shop() {
        return new Shop(SEED, MINUTES, MINUTES, fault, HISTORY, Duration.ZERO, 1);
    }

    private void gap(String stream) {
        gaps.add(StreamCompleteness.failed(stream, null, "refused"));
    }

    private void event(Event event) {
        events.add(event);
    }

    private void deployed(int minute) {
        events.addAll(shop().deployed("orders", "7.1", minute).events());
    }

    private void level(EntityId entity, String metric, IntToDoubleFunction value) {
        add(new SeriesKey(entity, metric, Unit.ONE, SeriesKind.GAUGE, Attributes.empty()), value);
    }

    private void failedConnections(double now) {
        add(
                new SeriesKey(
                        HOST,
                        "azure.lb.state.snat.connections",
                        Unit.counting("connection"),
                        SeriesKind.DELTA,
                        Attributes.of("azure.dimension.ConnectionState", "Failed")),
                minute -> minute >= BEGINS ? now : 0);
    }

    private void partitions(double... peaks) {
        for (int i = 0; i < peaks.length; i++) {
            double peak = peaks[i];
            add(
                    new SeriesKey(
                            Shop.DATABASE,
                            "azure.cosmos.partition.ru.utilization",
                            Unit.ONE,
                            SeriesKind.GAUGE,
                            Attributes.of("azure.dimension.PartitionKeyRangeId", String.valueOf(i))),
                    minute -> minute >= BEGINS ? peak : peak / 4);
        }
    }

    private void waiting() {
        add(
                new SeriesKey(
                        Shop.role("orders"),
                        Metrics.CONNECTIONS_PENDING,
                        Unit.REQUESTS,
                        SeriesKind.GAUGE,
                        Attributes.empty()),
                minute -> minute >= BEGINS ? 20 + minute % 3 : Math.floorMod(minute, 17) == 0 ? 1 : 0);
    }

    private void callsToDatabase(IntToDoubleFunction count) {
        add(
                new SeriesKey(
                        Shop.role("orders"),
                        Metrics.DEPENDENCY_COUNT,
                        Unit.REQUESTS,
                        SeriesKind.DELTA,
                        Attributes.of(
                                AttributeKeys.OPERATION,
                                "SELECT orders",
                                AttributeKeys.TARGET,
                                Shop.DATABASE.toString())),
                minute -> count.applyAsDouble(minute) + Math.floorMod(minute * 7, 5));
    }

    private void add(SeriesKey key, IntToDoubleFunction value) {
        Shop shop = shop();
        int count = HISTORY + MINUTES;
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = shop.at(i - HISTORY).toEpochMilli();
            values[i] = value.applyAsDouble(i - HISTORY);
        }
        series.add(NumberSeries.of(key, Duration.ofMinutes(1), times, values));
    }

    private Event planChange() {
        return new SlowQuery(
                header(Shop.DATABASE, BEGINS - 4, "Query query-1 has another plan", "plan:1"),
                "query-1",
                "plan-b",
                "plan-a",
                null,
                150,
                0.06);
    }

    private Event thrown(String service, String type, @Nullable String message) {
        return new ErrorIssue(
                header(Shop.project(service), BEGINS + 1, type + " in " + service, "issue:7"),
                "ISSUE-7",
                type,
                message,
                "OrderStore.find",
                Severity.ERROR,
                "unresolved",
                500,
                null,
                null,
                null);
    }

    private EventHeader header(EntityId entity, int minute, String title, String id) {
        Shop shop = shop();
        return new EventHeader(
                entity,
                "production",
                shop.at(minute),
                shop.at(MINUTES - 1),
                title,
                Attributes.empty(),
                new Provenance("made/events", id, null));
    }
}
