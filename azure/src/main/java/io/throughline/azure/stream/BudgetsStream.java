package io.throughline.azure.stream;

import io.throughline.azure.cost.Budget;
import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.cost.Money;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Budgets of the scope's subscriptions: amount, spend and forecast as the service evaluates them once a day. It keeps no
 * history, so a day has a point only if it was synced on that day.
 */
final class BudgetsStream implements MeasuredStream {

    static final String NAME = "azure/budgets";
    /** What a budget allows in each of its grains of time; gauge, money. */
    static final String AMOUNT = "azure.budget.amount";
    /** What was spent in the current grain; gauge, money. */
    static final String SPEND = "azure.budget.spend";
    /** What will have been spent at the end of the current grain; gauge, money. */
    static final String FORECAST = "azure.budget.forecast";
    /** The budget's name. */
    static final String BUDGET = "throughline.azure.budget";
    /** The service's word for the grain of time: {@code Monthly}. */
    static final String GRAIN = "throughline.azure.budget.grain";

    private static final Duration LONGEST_READ = Duration.ofDays(366);

    private final CostGateway gateway;
    private final AzureScope scope;
    private final Clock clock;

    BudgetsStream(CostGateway gateway, AzureScope scope, Clock clock) {
        this.gateway = gateway;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.DAILY;
    }

    @Override
    public Duration grid() {
        return CostCalendar.DAY;
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public Duration lateness() {
        return CostCalendar.DAY;
    }

    @Override
    public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
        return CostCalendar.today(since, horizon.alignedTo(CostCalendar.DAY));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Instant now = clock.instant();
        Guarded guarded = new Guarded(NAME, sink);
        if (window.contains(now)) {
            long today = TimeWindow.onGrid(now, CostCalendar.DAY).from().toEpochMilli();
            for (String subscription : scope.subscriptions()) {
                CostGateway.Budgets budgets = gateway.budgets(new CostScope.Subscription(subscription));
                notes.throttled(budgets.throttled());
                budgets.budgets()
                        .forEach(budget -> guarded.take(budget.id(), now, made -> deliver(budget, today, made, notes)));
            }
        }
        return notes.completeness(window.to());
    }

    private static void deliver(Budget budget, long today, TelemetrySink sink, ReadNotes notes) {
        if (!budget.category().equalsIgnoreCase("Cost")) {
            notes.say("budget " + budget.name() + " is about " + budget.category() + ", not money, and is left out");
            return;
        }
        Money limit = budget.limit().orElse(null);
        if (limit == null) {
            notes.say("budget " + budget.name() + " tells no currency, because it was not evaluated yet");
        }
        deliver(budget, AMOUNT, limit, today, sink);
        deliver(budget, SPEND, budget.currentSpend(), today, sink);
        deliver(budget, FORECAST, budget.forecastSpend(), today, sink);
    }

    private static void deliver(Budget budget, String metric, @Nullable Money money, long today, TelemetrySink sink) {
        if (money != null) {
            SeriesKey key = new SeriesKey(
                    AzureEntities.resourceId(budget.scope()),
                    metric,
                    Unit.money(money.currency()),
                    SeriesKind.GAUGE,
                    Attributes.builder()
                            .put(BUDGET, budget.name())
                            .put(GRAIN, budget.timeGrain())
                            .build());
            sink.series(NumberSeries.of(key, CostCalendar.DAY, new long[] {today}, new double[] {
                money.amount().doubleValue()
            }));
        }
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        boolean today = horizon.alignedTo(CostCalendar.DAY).contains(clock.instant());
        return Optional.of(new StreamPlan(
                NAME,
                List.of("Microsoft.Consumption/budgets"),
                CostCalendar.DAY,
                CostCalendar.DAY,
                today ? scope.subscriptions().size() : 0,
                scope.subscriptions().size() * CostCalendar.readsPerDay(every) / 24,
                List.of("the service keeps no history of budgets: a day has a point if it was synced on that day")));
    }
}
