package io.throughline.azure.stream;

import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.cost.CostQuery;
import io.throughline.azure.cost.CostRow;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.cost.CostType;
import io.throughline.azure.cost.Money;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Daily cost of each resource, by meter category or another dimension, from Cost Management. */
final class CostStream implements MeasuredStream {

    static final String NAME = "azure/cost";
    /** What is invoiced, by day; delta, money. */
    static final String ACTUAL = "azure.cost.actual";
    /** Cost with reservations spread over their term, by day; delta, money. */
    static final String AMORTIZED = "azure.cost.amortized";

    /** A month, by which the service weighs a call. */
    private static final Duration LONGEST_READ = Duration.ofDays(31);

    private static final Duration DELAY = Duration.ofHours(24);
    private static final int CALLS_A_MINUTE = 4;

    private final CostGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final AzureEntities entities;
    private final CostOptions options;

    CostStream(
            CostGateway gateway,
            AzureScope scope,
            Supplier<InventoryIndex> inventory,
            AzureEntities entities,
            CostOptions options) {
        this.gateway = gateway;
        this.scope = scope;
        this.inventory = inventory;
        this.entities = entities;
        this.options = options;
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
        return CostCalendar.DAY.multipliedBy(CostCalendar.DAYS_REVISED);
    }

    @Override
    public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
        return CostCalendar.revised(since, horizon.alignedTo(CostCalendar.DAY));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        CostSelection selection = new CostSelection(scope, inventory.get());
        for (String subscription : scope.subscriptions()) {
            if (selection.isEmpty(subscription)) {
                notes.say("subscription " + subscription
                        + " has no resource with the tags of the scope: no cost is read");
                continue;
            }
            for (CostType type : options.types()) {
                read(subscription, type, window, selection, sink, notes);
            }
        }
        return notes.completeness(window.to());
    }

    private void read(
            String subscription,
            CostType type,
            TimeWindow window,
            CostSelection selection,
            TelemetrySink sink,
            ReadNotes notes) {
        CostSeries series = new CostSeries(metric(type), options.attribute(), window);
        LeftOut leftOut = new LeftOut();
        CostGateway.Outcome outcome = gateway.query(query(subscription, type, window, selection), page -> {
            for (CostRow row : page) {
                take(subscription, row, selection, series, leftOut, sink);
            }
        });
        notes.throttled(outcome.throttled());
        leftOut.say(type.name().toLowerCase(Locale.ROOT) + " cost of subscription " + subscription, notes);
        series.deliver(sink);
        series.resources().stream()
                .filter(key -> !selection.isKnown(key))
                .forEach(key -> sink.entity(entities.costCentre(key)));
    }

    private CostQuery query(String subscription, CostType type, TimeWindow window, CostSelection selection) {
        return CostQuery.builder(new CostScope.Subscription(subscription), window)
                .type(type)
                .groupByDimension("ResourceId")
                .groupByDimension(options.groupBy())
                .filter(selection.filter(subscription))
                .build();
    }

    private void take(
            String subscription,
            CostRow row,
            CostSelection selection,
            CostSeries series,
            LeftOut leftOut,
            TelemetrySink sink) {
        Optional<Money> cost = row.cost();
        if (cost.isEmpty() || row.day().isEmpty()) {
            String id = row.text("ResourceId").orElse("a row");
            new Guarded(NAME, sink)
                    .setAside(
                            id + " " + Integer.toHexString(row.toString().hashCode()),
                            Instant.EPOCH,
                            row.day().isEmpty() ? "the row has no UsageDate" : "the row has no amount of a currency",
                            null);
            return;
        }
        // Purchases, refunds and rounding have no resource; they belong to whoever pays.
        String id = row.text("ResourceId").orElse("");
        String key = series.keyOf(id.isBlank() ? "/subscriptions/" + subscription : id);
        Optional<String> reason = selection.leavesOut(key);
        if (reason.isPresent()) {
            leftOut.add(reason.get(), cost.get());
        } else if (!series.add(
                key,
                row.text(options.groupBy()).orElse(""),
                cost.get(),
                row.day().get())) {
            leftOut.add("of days outside of the window that was asked for", cost.get());
        }
    }

    /**
     * Pages are reckoned from the resources in scope. A resource counts as {@link CostOptions#metersPerResource()} rows a
     * day, also the many that cost nothing.
     */
    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        CostSelection selection = new CostSelection(scope, inventory.get());
        long first = horizon.alignedTo(CostCalendar.DAY).split(CostCalendar.DAY).isEmpty()
                ? 0
                : callsFor(
                        selection, horizon.alignedTo(CostCalendar.DAY).length().toDays());
        // Five days and today on most days; in the first days of a month all of the one before as well.
        double closing = 12.0 * (CostCalendar.LAST_DAY_OF_CLOSING + 1) / 365.25;
        double daily = (1 - closing) * callsFor(selection, CostCalendar.DAYS_REVISED + 1)
                + closing * callsFor(selection, 31 + CostCalendar.LAST_DAY_OF_CLOSING / 2);
        List<String> notes = new ArrayList<>(selection.words());
        notes.add("pages of " + CostGateway.PAGE_ROWS + " rows are reckoned with " + options.metersPerResource()
                + (options.metersPerResource() == 1 ? " row" : " rows")
                + " a day for each resource in scope (azure.cost.metersPerResource), of which many cost nothing and some"
                + " have several");
        notes.add("read again once a UTC day: the last " + CostCalendar.DAYS_REVISED
                + " days, and the month before until the " + CostCalendar.LAST_DAY_OF_CLOSING + "th");
        if (first > CALLS_A_MINUTE) {
            notes.add("the service bears " + CALLS_A_MINUTE + " calls a minute for each subscription, so the first read"
                    + " takes at least " + minutes(selection, first) + " minutes");
        }
        String dataset = options.types().stream().map(CostType::word).collect(Collectors.joining(", "));
        return Optional.of(new StreamPlan(
                NAME,
                List.of("Microsoft.CostManagement/query: " + dataset + " by ResourceId and " + options.groupBy()),
                DELAY,
                lateness(),
                first,
                daily * CostCalendar.readsPerDay(every) / 24,
                notes));
    }

    private long minutes(CostSelection selection, long calls) {
        long busy = scope.subscriptions().stream()
                .filter(subscription -> !selection.isEmpty(subscription))
                .count();
        return (calls / Math.max(1, busy) - 1) / CALLS_A_MINUTE;
    }

    /** Calls that reading so many days takes, cut into reads as the engine does: the last of them is the shorter one. */
    private long callsFor(CostSelection selection, long days) {
        long calls = 0;
        for (long left = days; left > 0; left -= LONGEST_READ.toDays()) {
            long read = Math.min(left, LONGEST_READ.toDays());
            for (String subscription : scope.subscriptions()) {
                if (!selection.isEmpty(subscription)) {
                    long rows = selection.resources(subscription).size() * read * options.metersPerResource();
                    calls += Math.max(1, (rows + CostGateway.PAGE_ROWS - 1) / CostGateway.PAGE_ROWS)
                            * options.types().size();
                }
            }
        }
        return calls;
    }

    private static String metric(CostType type) {
        return type == CostType.AMORTIZED ? AMORTIZED : ACTUAL;
    }
}
