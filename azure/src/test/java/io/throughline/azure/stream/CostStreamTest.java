package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.cost.Budget;
import io.throughline.azure.cost.CostFilter;
import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.cost.CostQuery;
import io.throughline.azure.cost.CostRow;
import io.throughline.azure.cost.CostRows;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.cost.CostType;
import io.throughline.azure.cost.Money;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Glob;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CostStreamTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/RG-Prod";
    private static final String APP = GROUP + "/providers/Microsoft.Web/sites/App";
    private static final String GONE = GROUP + "/providers/Microsoft.Sql/servers/s1/databases/Old";
    private static final TimeWindow DAYS =
            new TimeWindow(Instant.parse("2026-11-18T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final Costs costs = new Costs();

    @Test
    void keepsEveryAmountWhateverItIsFor() {
        long seed = 20261122;
        Random random = new Random(seed);
        List<CostRow> rows = new ArrayList<>();
        Map<String, BigDecimal> expected = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            String currency = random.nextInt(10) == 0 ? "USD" : "EUR";
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(-1_000_000, 100_000_000), 8);
            String resource =
                    random.nextInt(20) == 0 ? "" : mixedCase(random, GROUP + "/providers/X/y/" + random.nextInt(90));
            rows.add(CostRows.row(
                    amount.toString(), 20261118 + random.nextInt(4), resource, "C" + random.nextInt(4), currency));
            expected.merge(currency, amount, BigDecimal::add);
        }
        costs.rows.addAll(rows);
        TelemetryBatch batch = new TelemetryBatch();

        StreamCompleteness completeness = stream(whole(), CostType.ACTUAL).read(DAYS, batch);

        assertThat(completeness.notes()).isEmpty();
        Map<String, BigDecimal> sums = new TreeMap<>();
        batch.series()
                .forEach(series -> sums.merge(
                        series.key().unit().code().replace("money:", ""), exactSum(series), BigDecimal::add));
        assertThat(sums.keySet()).isEqualTo(expected.keySet());
        // Each of the some thousand points is the nearest double of its amount: 1e-13 of at most a few hundred.
        expected.forEach((currency, sum) ->
                assertThat(sums.get(currency)).as("seed %s", seed).isCloseTo(sum, within(new BigDecimal("1e-8"))));

        Collections.shuffle(costs.rows, random);
        TelemetryBatch again = new TelemetryBatch();
        stream(whole(), CostType.ACTUAL).read(DAYS, again);
        assertThat(again.series()).isEqualTo(batch.series());
    }

    @Test
    void tellsResourcesPurchasesAndCurrenciesApart() {
        costs.rows.add(CostRows.row("1.5", 20261118, APP, "Azure App Service", "EUR"));
        costs.rows.add(
                CostRows.row("0.25", 20261118, APP.toLowerCase(java.util.Locale.ROOT), "Azure App Service", "EUR"));
        costs.rows.add(CostRows.row("2", 20261120, APP, "Azure App Service", "EUR"));
        costs.rows.add(CostRows.row("3", 20261120, APP, "Bandwidth", "USD"));
        costs.rows.add(CostRows.row("99", 20261119, "", "Virtual Machines", "EUR"));
        costs.rows.add(CostRows.row("-4", 20261119, GONE, "SQL Database", "EUR"));
        TelemetryBatch batch = new TelemetryBatch();

        stream(whole(), CostType.ACTUAL, CostType.AMORTIZED).read(DAYS, batch);

        assertThat(batch.series())
                .filteredOn(series -> series.key().metric().equals("azure.cost.actual"))
                .extracting(series -> series.key().entity().key() + " "
                        + series.key().attributes() + " " + series.key().unit())
                .containsExactly(
                        "/subscriptions/" + SUBSCRIPTION
                                + " {throughline.azure.meter.category=Virtual Machines} money:EUR",
                        key(GONE) + " {throughline.azure.meter.category=SQL Database} money:EUR",
                        key(APP) + " {throughline.azure.meter.category=Azure App Service} money:EUR",
                        key(APP) + " {throughline.azure.meter.category=Bandwidth} money:USD");
        assertThat(batch.series())
                .filteredOn(series -> series.key().metric().equals("azure.cost.amortized"))
                .hasSize(4);
        NumberSeries app = (NumberSeries) batch.series().get(2);
        assertThat(app.key().kind()).isEqualTo(SeriesKind.DELTA);
        assertThat(app.step()).contains(Duration.ofDays(1));
        assertThat(app.times())
                .containsExactly(
                        Instant.parse("2026-11-18T00:00:00Z").toEpochMilli(),
                        Instant.parse("2026-11-20T00:00:00Z").toEpochMilli());
        assertThat(app.values()).containsExactly(1.75, 2);
        assertThat(batch.entities())
                .extracting(Entity::name, Entity::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(SUBSCRIPTION, EntityKind.OTHER),
                        org.assertj.core.groups.Tuple.tuple("old", EntityKind.DATABASE));
    }

    @Test
    void asksForGroupsThatAreNamedAndTellsPatternsFromTheRows() {
        costs.rows.add(CostRows.row("1", 20261118, APP, "A", "EUR"));
        costs.rows.add(CostRows.row("2", 20261118, APP.replace("RG-Prod", "RG-Test"), "A", "EUR"));
        costs.rows.add(CostRows.row("4", 20261118, "", "A", "EUR"));
        TelemetryBatch batch = new TelemetryBatch();

        StreamCompleteness named =
                stream(scope(List.of("RG-Prod"), Map.of()), CostType.ACTUAL).read(DAYS, batch);

        assertThat(costs.asked.get(0).filtered())
                .contains(new CostFilter.Dimension("ResourceGroupName", List.of("RG-Prod", "rg-prod")));
        assertThat(batch.series()).hasSize(1);
        assertThat(named.notes())
                .containsExactly(
                        "actual cost of subscription " + SUBSCRIPTION + ": left out 6 EUR outside of 'resourceGroups'");

        stream(scope(List.of("rg-p*"), Map.of()), CostType.ACTUAL).read(DAYS, batch);
        assertThat(costs.asked.get(1).filtered()).isEmpty();
        assertThat(batch.series()).hasSize(2);
    }

    @Test
    void tellsTagsFromTheInventoryAndSaysWhatItLeavesOut() {
        costs.rows.add(CostRows.row("1", 20261118, APP, "A", "EUR"));
        costs.rows.add(CostRows.row("2.50", 20261118, GONE, "A", "EUR"));
        costs.rows.add(CostRows.row("3", 20261118, "", "A", "USD"));
        TelemetryBatch batch = new TelemetryBatch();

        StreamCompleteness completeness = stream(scope(List.of(), Map.of("env", List.of("prod"))), CostType.ACTUAL)
                .read(DAYS, batch);

        assertThat(costs.asked.get(0).filtered())
                .contains(new CostFilter.Dimension("ResourceGroupName", List.of("RG-Prod", "rg-prod")));
        assertThat(batch.series()).hasSize(1);
        assertThat(completeness.notes().get(0)).contains("left out 2.5 EUR and 3 USD of other tags");
    }

    @Test
    void asksOncePerDayOnceItHasReadTheHorizon() {
        costs.rows.add(CostRows.row("1", 20261118, APP, "A", "EUR"));
        InMemoryTelemetryStore store = new InMemoryTelemetryStore();
        CostStream stream = stream(whole(), CostType.ACTUAL);
        StreamPlan plan = stream.plan(horizon(), Duration.ofMinutes(10)).orElseThrow();

        assertThat(sync(store, stream).isComplete()).isTrue();
        assertThat(costs.asked).hasSize((int) plan.firstCalls()).hasSize(1);
        for (int i = 0; i < 6 * 24; i++) {
            time.advance(Duration.ofMinutes(10));
            assertThat(sync(store, stream).isComplete()).isTrue();
        }

        assertThat(costs.asked).hasSize(2);
        assertThat(costs.asked.get(1).window())
                .isEqualTo(
                        new TimeWindow(Instant.parse("2026-11-18T00:00:00Z"), Instant.parse("2026-11-24T00:00:00Z")));
        assertThat(plan.callsPerHour() * 24).isBetween(1.0, 2.0);
    }

    @Test
    void givesBudgetsAPointForTheDayOfTheSync() {
        costs.budgets.add(new Budget(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/RG-Prod/providers/Microsoft.Consumption/budgets/B",
                "B",
                "Cost",
                new BigDecimal("1000"),
                "Monthly",
                null,
                null,
                new Money(new BigDecimal("812.5"), "EUR"),
                new Money(new BigDecimal("1100"), "EUR"),
                false,
                List.of()));
        costs.budgets.add(new Budget(
                "/subscriptions/x",
                "new",
                "Cost",
                BigDecimal.TEN,
                "Monthly",
                null,
                null,
                null,
                null,
                false,
                List.of()));
        BudgetsStream stream = new BudgetsStream(costs, whole(), time);
        StreamPlan plan = stream.plan(horizon(), Duration.ofMinutes(10)).orElseThrow();
        InMemoryTelemetryStore store = new InMemoryTelemetryStore();

        SyncReport report = sync(store, stream);

        assertThat(costs.listed).isEqualTo((int) plan.firstCalls()).isEqualTo(1);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.streams().get(0).completeness().notes()).anyMatch(note -> note.contains("no currency"));
        TelemetryBatch batch = new TelemetryBatch();
        stream.read(horizon().alignedTo(Duration.ofDays(1)), batch);
        assertThat(batch.series()).allSatisfy(series -> {
            assertThat(series.key().entity().key()).isEqualTo(key(GROUP));
            assertThat(series.key().kind()).isEqualTo(SeriesKind.GAUGE);
            assertThat(series.key().unit()).isEqualTo(Unit.money("EUR"));
            assertThat(series.timeAt(0))
                    .isEqualTo(Instant.parse("2026-11-22T00:00:00Z").toEpochMilli());
        });
        assertThat(batch.series())
                .extracting(series -> series.key().metric() + " " + ((NumberSeries) series).valueAt(0))
                .containsExactly(
                        "azure.budget.amount 1000.0", "azure.budget.spend 812.5", "azure.budget.forecast 1100.0");
    }

    @Test
    void switchedOffIsSaidAndKeepsWhatWasStored() {
        costs.rows.add(CostRows.row("1", 20261118, APP, "A", "EUR"));
        InMemoryTelemetryStore store = new InMemoryTelemetryStore();
        CostStream on = stream(whole(), CostType.ACTUAL);
        sync(store, on);
        String before = store.contentDigest();

        SwitchedOff off = new SwitchedOff(CostStream.NAME, Tier.DAILY, "azure.cost.enabled: false");
        SyncReport report = sync(store, off);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.streams().get(0).completeness().state()).isEqualTo(StreamCompleteness.State.SKIPPED);
        assertThat(off.plan(horizon(), Duration.ofMinutes(5)).orElseThrow().notes())
                .containsExactly("switched off by azure.cost.enabled: false");
        assertThat(store.contentDigest()).isEqualTo(before);
        time.advance(Duration.ofMinutes(10));
        sync(store, on);
        assertThat(costs.asked).hasSize(2);
        assertThat(costs.asked.get(1).window()).isEqualTo(costs.asked.get(0).window());
    }

    private CostStream stream(AzureScope scope, CostType... types) {
        AzureResource app = new AzureResource(
                APP,
                "App",
                "Microsoft.Web/sites",
                "westeurope",
                "RG-Prod",
                SUBSCRIPTION,
                null,
                new TreeMap<>(Map.of("env", "prod")),
                null,
                null,
                null);
        InventoryIndex inventory = new InventoryIndex(List.of(app));
        return new CostStream(
                costs,
                scope,
                () -> inventory,
                new AzureEntities(AzureEndpoints.PUBLIC),
                new CostOptions(true, EnumSet.copyOf(List.of(types)), "MeterCategory", 1));
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(time.instant(), Duration.ofDays(20));
    }

    private SyncReport sync(InMemoryTelemetryStore store, TelemetryStream stream) {
        TelemetrySource source = new TelemetrySource() {
            @Override
            public String id() {
                return "azure";
            }

            @Override
            public List<TelemetryStream> streams() {
                return List.of(stream);
            }

            @Override
            public List<io.throughline.core.source.CheckResult> check() {
                return List.of();
            }

            @Override
            public void close() {}
        };
        return SyncEngine.builder(store)
                .source(source)
                .clock(time)
                .build()
                .run(SyncRequest.of(horizon()), SyncListener.none());
    }

    private static AzureScope whole() {
        return AzureScope.of(List.of(SUBSCRIPTION));
    }

    private static AzureScope scope(List<String> groups, Map<String, List<String>> tags) {
        return new AzureScope(
                List.of(SUBSCRIPTION),
                groups.stream().map(Glob::new).toList(),
                List.of(),
                new TreeMap<>(tags),
                new TreeMap<>());
    }

    private static String key(String id) {
        return AzureResource.keyOf(id);
    }

    private static String mixedCase(Random random, String text) {
        return text.chars()
                .mapToObj(c -> Character.toString(random.nextBoolean() ? Character.toUpperCase(c) : c))
                .collect(Collectors.joining());
    }

    private static BigDecimal exactSum(Series series) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : ((NumberSeries) series).values()) {
            sum = sum.add(BigDecimal.valueOf(value));
        }
        return sum;
    }

    /** Answers each query with the same rows. */
    private static final class Costs implements CostGateway {

        private final List<CostRow> rows = new ArrayList<>();
        private final List<Budget> budgets = new ArrayList<>();
        private final List<CostQuery> asked = new ArrayList<>();
        private int listed;

        @Override
        public Outcome query(CostQuery query, Consumer<List<CostRow>> pages) {
            asked.add(query);
            List<CostRow> inside = rows.stream()
                    .filter(row -> !row.day().orElseThrow().isBefore(query.firstDay())
                            && !row.day().orElseThrow().isAfter(query.lastDay()))
                    .toList();
            pages.accept(inside);
            return new Outcome(1, inside.size(), false);
        }

        @Override
        public Outcome forecast(CostQuery query, boolean withActual, Consumer<List<CostRow>> pages) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Budgets budgets(CostScope scope) {
            listed++;
            return new Budgets(budgets, false);
        }
    }
}
