package io.throughline.correlation;

import io.throughline.core.ThroughlineException;
import io.throughline.core.config.Product;
import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.http.CallMeter;
import io.throughline.core.http.HttpClients;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.sync.SyncSchedule;
import io.throughline.core.sync.SyncStatus;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.mapping.Grouping;
import io.throughline.core.telemetry.mapping.MappingReport;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.core.view.Views;
import io.throughline.correlation.errors.ErrorCatalogue;
import io.throughline.correlation.explain.Explainer;
import io.throughline.correlation.parallel.Workers;
import io.throughline.correlation.relation.AlertTickets;
import io.throughline.correlation.relation.CodeEffect;
import io.throughline.correlation.relation.CodeEffects;
import io.throughline.correlation.relation.CostUsage;
import io.throughline.correlation.relation.Knee;
import io.throughline.correlation.relation.Knees;
import io.throughline.correlation.replay.Backtest;
import io.throughline.correlation.replay.BacktestRequest;
import io.throughline.correlation.replay.Backtester;
import io.throughline.correlation.replay.Past;
import io.throughline.correlation.replay.Replay;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.replay.Replayer;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.timeline.DelayWaterfall;
import io.throughline.correlation.topology.ApplicationMap;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything in one place: the configured sources, the store, sync and the engine. Each part also works alone.
 *
 * <pre>{@code
 * try (Throughline throughline = Throughline.open(ThroughlineConfig.load(Path.of("throughline.yaml")))) {
 *     throughline.sync();
 *     CorrelationReport report = throughline.correlate("checkout", Duration.ofHours(6));
 *     for (Incident incident : report.incidents()) {
 *         System.out.println(incident.title() + " — probable cause: " + incident.rootCauses().get(0));
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe. Holds the store and the sources until it is closed.
 */
public final class Throughline implements AutoCloseable {

    private final ThroughlineConfig config;
    private final Clock clock;
    private final TelemetryStore store;
    private final List<TelemetrySource> sources;
    private final SyncSchedule schedule;
    private final SyncEngine sync;
    private final Freshness freshness;
    private final CorrelationEngine engine;
    private final Views views;

    private Throughline(
            ThroughlineConfig config,
            Clock clock,
            TelemetryStore store,
            CallMeter meter,
            List<TelemetrySource> sources,
            CorrelationEngine engine) {
        this.config = config;
        this.clock = clock;
        this.store = store;
        this.sources = List.copyOf(sources);
        this.schedule = SyncSchedule.of(config.sync().every());
        SyncEngine.Builder builder =
                SyncEngine.builder(store).clock(clock).meter(meter).schedule(schedule);
        config.sync().parallelism().ifPresent(builder::parallelism);
        sources.forEach(builder::source);
        this.sync = builder.build();
        this.freshness = Freshness.by(schedule, sources);
        this.engine = engine;
        this.views = new Views(store);
    }

    /**
     * Opens the store and builds the sources of a configuration; calls no vendor.
     *
     * @throws io.throughline.core.store.StoreHeldException if another process holds the store
     * @throws io.throughline.core.store.StoreException if the store cannot be opened
     * @throws io.throughline.core.config.ConfigException if {@code sync.every} names a stream that there is not
     */
    public static Throughline open(ThroughlineConfig config) {
        return open(config, Clock.systemUTC());
    }

    /** As {@link #open(ThroughlineConfig)}, with a clock that tells what "until now" means. */
    public static Throughline open(ThroughlineConfig config, Clock clock) {
        return open(config, clock, Rules.none());
    }

    /**
     * As {@link #open(ThroughlineConfig, Clock)}, with rules of the user's own: what they say stands in the {@link
     * CorrelationReport#firings()} of every report.
     */
    public static Throughline open(ThroughlineConfig config, Clock clock, Rules rules) {
        return open(config, clock, rules, Workers.inline());
    }

    /**
     * As {@link #open(ThroughlineConfig, Clock, Rules)}, with threads that the engine may use beside the caller's.
     *
     * @param workers share the work of an analysis; reports are the same for any. Their executor stays the caller's, and is
     *     not shut down with this object
     */
    public static Throughline open(ThroughlineConfig config, Clock clock, Rules rules, Workers workers) {
        Objects.requireNonNull(clock, "clock");
        CorrelationEngine engine =
                CorrelationEngine.of(CorrelationConfig.defaults(), workers).with(rules);
        TelemetryStore store = Stores.open(config.store());
        List<TelemetrySource> sources = List.of();
        try {
            CallMeter meter = CallMeter.over(HttpClients.trusting(config.trust()));
            sources = sources(config, clock, meter.client());
            ScheduledStreams.check(config.sync(), sources);
            return new Throughline(config, clock, store, meter, sources, engine);
        } catch (RuntimeException e) {
            sources.forEach(TelemetrySource::close);
            store.close();
            throw e;
        }
    }

    private static List<TelemetrySource> sources(ThroughlineConfig config, Clock clock, HttpClient http) {
        List<TelemetrySource> sources = new ArrayList<>();
        try {
            SourceRuntime runtime =
                    new SourceRuntime(clock, http, config.pseudonyms().orElse(null));
            config.sources().values().forEach(source -> sources.add(source.open(runtime)));
        } catch (RuntimeException e) {
            sources.forEach(TelemetrySource::close);
            throw e;
        }
        return sources;
    }

    /**
     * Tells what each source of a configuration would read: what is in scope, and how many calls that takes. Looks up what
     * is in scope at the vendors; reads no telemetry and opens no store. A source that cannot be planned is a result, not
     * an exception.
     *
     * @param horizon the event time of interest
     * @param every how often it is to be synced
     * @param clock what the sources take as the current time
     */
    public static List<PlannedSource> plan(ThroughlineConfig config, TimeWindow horizon, Duration every, Clock clock) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("time between two syncs must be positive, was " + every);
        }
        List<TelemetrySource> sources = sources(config, clock, HttpClients.trusting(config.trust()));
        try {
            return plan(sources, horizon, every);
        } finally {
            sources.forEach(TelemetrySource::close);
        }
    }

    /** As {@link #plan(ThroughlineConfig, TimeWindow, Duration, Clock)}, with the sources that are open here. */
    public List<PlannedSource> plan(TimeWindow horizon, Duration every) {
        return plan(sources, horizon, every);
    }

    private static List<PlannedSource> plan(List<TelemetrySource> sources, TimeWindow horizon, Duration every) {
        List<PlannedSource> plans = new ArrayList<>();
        for (TelemetrySource source : sources) {
            try {
                plans.add(PlannedSource.of(source.plan(horizon, every)));
            } catch (ThroughlineException e) {
                plans.add(PlannedSource.failed(source.id(), e));
            }
        }
        return List.copyOf(plans);
    }

    /** Brings the store up to date, as far back as the configuration's history. */
    public SyncReport sync() {
        return sync(everything(), SyncListener.none());
    }

    /**
     * Reads what is due by the {@link #schedule()}, for a host that calls this whenever it likes: best at {@link
     * SyncReport#nextDue()}, but once a minute does as well. What failed waits before it is tried again.
     */
    public SyncReport syncDue() {
        return sync(everything().due(), SyncListener.none());
    }

    private SyncRequest everything() {
        return SyncRequest.of(TimeWindow.endingAt(clock.instant(), config.history()));
    }

    /**
     * Brings the store up to date as asked. Failures of streams are results, not exceptions. What was rolled up already is
     * not read again: the horizon of the report's request begins no earlier than the store has points as they were read.
     *
     * @throws IllegalArgumentException if all of the horizon was rolled up
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; what was stored stays, and
     *     the next run goes on from there
     */
    public SyncReport sync(SyncRequest request, SyncListener listener) {
        return sync.run(within(request), listener);
    }

    private SyncRequest within(SyncRequest request) {
        Instant rawFrom = store.rawFrom().orElse(Instant.MIN);
        TimeWindow horizon = request.horizon();
        if (!horizon.from().isBefore(rawFrom)) {
            return request;
        }
        if (!rawFrom.isBefore(horizon.to())) {
            throw new IllegalArgumentException(
                    "everything before " + rawFrom + " is rolled up and cannot be read again;"
                            + " ask for a later time, or keep more with store.retention.raw");
        }
        return request.over(new TimeWindow(rawFrom, horizon.to()));
    }

    /** Returns how often each stream is to be read: as its tier says, unless {@code sync.every} says otherwise. */
    public SyncSchedule schedule() {
        return schedule;
    }

    /** Tells how every stream is doing, from what is stored; calls no vendor. */
    public SyncStatus status() {
        return SyncStatus.of(store, sources, schedule, clock.instant());
    }

    /** Rolls up and removes what the configuration's retention no longer keeps; for once a day, at any time. */
    public MaintenanceResult maintain() {
        return store.maintain(config.retention(), clock.instant());
    }

    /** Returns the names of the streams that the sources have, ascending. */
    public List<String> streams() {
        return sources.stream()
                .flatMap(source -> source.streams().stream())
                .map(TelemetryStream::name)
                .sorted()
                .toList();
    }

    /**
     * Tries every capability of every source of a configuration, and whether its store can be opened and written. Nothing is
     * stored, and a store that another process holds does not keep the sources from being tried.
     *
     * @param clock what the sources take as the current time
     */
    public static List<CheckResult> check(ThroughlineConfig config, Clock clock) {
        List<CheckResult> results = new ArrayList<>();
        List<TelemetrySource> sources = sources(config, clock, HttpClients.trusting(config.trust()));
        try {
            sources.forEach(source -> results.addAll(source.check()));
        } finally {
            sources.forEach(TelemetrySource::close);
        }
        results.addAll(StoreCheck.of(config, clock.instant()));
        return List.copyOf(results);
    }

    /** Tries every capability of every source and tells what works. */
    public List<CheckResult> check() {
        List<CheckResult> results = new ArrayList<>();
        sources.forEach(source -> results.addAll(source.check()));
        return List.copyOf(results);
    }

    /**
     * Tells how well the configured mappings fit what is stored.
     *
     * @param window entities are those stored at all; who calls whom is taken from this window, and the mappings are those
     *     that hold at its end
     */
    public MappingReport mappingReport(TimeWindow window) {
        WindowContent content = store.read(WindowQuery.all(window));
        List<Grouping> groupings = config.sources().values().stream()
                .flatMap(source -> source.groupings().stream())
                .toList();
        return MappingReport.of(config.registry(), content.entities(), content.dependencies(), groupings, window.to());
    }

    /**
     * Analyses a product over the time before now.
     *
     * @param lookback length of the time asked about; it ends with the last full minute
     * @throws IllegalArgumentException if no such product is configured
     */
    public CorrelationReport correlate(String product, Duration lookback) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return correlate(product, TimeWindow.endingAt(now, lookback));
    }

    /** Analyses a product over a focus; what lies before it, as far back as the history, serves as baseline. */
    public CorrelationReport correlate(String product, TimeWindow focus) {
        return engine.analyze(window(product, focus));
    }

    /**
     * As {@link #correlate(String, TimeWindow)}, for whoever asks why: what each statement rests on, and why something was
     * not said.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public Explainer explain(String product, TimeWindow focus) {
        TelemetryWindow window = window(product, focus);
        return Explainer.of(window, engine.analyze(window), engine.config());
    }

    /**
     * As {@link #correlate(String, TimeWindow)}, from what was known at an instant: what arrived, changed or was deleted
     * since then does not count. Asked again later, the answer is the same to the byte, as long as the store keeps its past
     * ({@code store.retention}); where it may not, {@link CorrelationReport#completeness()} says so. Mappings are those
     * configured now.
     *
     * @throws IllegalArgumentException if no such product is configured, or the instant lies in the future
     */
    public CorrelationReport correlate(String product, TimeWindow focus, Instant knownAt) {
        return engine.analyze(window(product, focus, knownAt));
    }

    /**
     * Tells what would have been said about a product over a range of time, step by step, and what rules of the user's
     * own would have found. Mappings are those configured now. The same store gives the same replay, to the byte, as
     * long as it keeps its past ({@code store.retention}).
     *
     * @throws IllegalArgumentException if no such product is configured, or the range ends in the future
     */
    public Replay replay(String product, ReplayRequest request, Rules rules) {
        return Replayer.of(engine.with(rules), past(product, request)).replay(request);
    }

    /**
     * Tells how a rule would have served a product over a range of time, held against the product's tickets.
     *
     * @throws IllegalArgumentException if no such product is configured, or the range ends in the future
     */
    public Backtest backtest(String product, Rule rule, BacktestRequest request) {
        Past past = past(product, request.replay());
        TimeWindow judged = request.ticketsUntil(clock.instant());
        TelemetryWindow tickets = products(product).read(judged, judged, null);
        return Backtester.of(engine, past).backtest(rule, request, tickets);
    }

    private Past past(String product, ReplayRequest request) {
        Instant now = clock.instant();
        if (request.range().to().isAfter(now)) {
            throw new IllegalArgumentException("the range " + request.range() + " must not end in the future; it is "
                    + now + ", choose an earlier end");
        }
        return switch (request.knowledge()) {
            case THEN -> focus -> window(product, focus, focus.to());
            case NOW -> focus -> window(product, focus);
        };
    }

    /**
     * Returns how long an incident took to be visible, detected, ticketed, acknowledged, mitigated and resolved. As {@link
     * DelayWaterfall#of(CorrelationReport, Incident)}, and the store tells since when the onset was visible.
     *
     * @param report a report of what is stored here
     * @param incident one of its incidents
     */
    public DelayWaterfall delays(CorrelationReport report, Incident incident) {
        return DelayWaterfall.of(report, incident, new Arrival(store).of(incident, report.knownAt()));
    }

    /**
     * Returns what becomes of the alerts of an interval: which lead to tickets, and which tickets nothing warned of.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public AlertTickets alertTickets(String product, TimeWindow interval) {
        return AlertTickets.of(products(product).read(interval, interval, null));
    }

    /**
     * Returns at which use of what they run on the latency of a product's services begins to climb, from an interval.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public List<Knee> knees(String product, TimeWindow interval) {
        return Knees.of(products(product).read(interval, interval, null));
    }

    /**
     * Returns how the cost of a product's services follows their use, from the whole days of an interval.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public List<CostUsage> costUsage(String product, TimeWindow interval) {
        return CostUsage.of(products(product).read(interval, interval, null));
    }

    /**
     * Returns what the deployments of a focus did to the operations whose code they changed; what lies before it, as far back
     * as the history, tells how much moves without one.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public List<CodeEffect> codeEffects(String product, TimeWindow focus) {
        return CodeEffects.of(window(product, focus));
    }

    /**
     * Reads what the engine reads: what belongs to the product's services, and what these call, over two hops.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public TelemetryWindow window(String product, TimeWindow focus) {
        return products(product).read(span(focus), focus, null);
    }

    /**
     * As {@link #window(String, TimeWindow)}, as it was known at an instant.
     *
     * @throws IllegalArgumentException if no such product is configured, or the instant lies in the future
     */
    public TelemetryWindow window(String product, TimeWindow focus, Instant knownAt) {
        Instant now = clock.instant();
        if (knownAt.isAfter(now)) {
            throw new IllegalArgumentException("knownAt must not lie in the future, was " + knownAt + " at " + now
                    + "; leave it out for all that is known");
        }
        TelemetryWindow window = products(product).read(span(focus), focus, knownAt);
        return Forgotten.of(window.span(), knownAt, config.retention(), store.rawFrom(), now)
                .map(missing -> lowered(window, missing))
                .orElse(window);
    }

    private static TelemetryWindow lowered(TelemetryWindow window, StreamCompleteness missing) {
        return new TelemetryWindow(
                window.span(),
                window.focus(),
                window.entities(),
                window.series(),
                window.events(),
                window.dependencies(),
                window.memberships(),
                window.completeness().merge(Completeness.of(List.of(missing))),
                window.knownAt());
    }

    private TimeWindow span(TimeWindow focus) {
        return new TimeWindow(focus.from().minus(config.history()), focus.to());
    }

    private ProductWindow products(String product) {
        return new ProductWindow(store, config.registry(), freshness, configured(product));
    }

    /**
     * Returns who called whom around a product's services, over two hops, in an interval.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public ApplicationMap map(String product, TimeWindow interval) {
        return ApplicationMap.of(products(product).read(interval, interval, null));
    }

    /**
     * Returns the errors of a product's services in an interval, each once, whoever reported it.
     *
     * @throws IllegalArgumentException if no such product is configured
     */
    public ErrorCatalogue errors(String product, TimeWindow interval) {
        return ErrorCatalogue.of(products(product).read(interval, interval, null));
    }

    /** Analyses a window that was read before. Pure: the same window gives the same report, to the byte. */
    public CorrelationReport analyze(TelemetryWindow window) {
        return engine.analyze(window);
    }

    private Product configured(String product) {
        return config.product(product)
                .orElseThrow(() -> new IllegalArgumentException("product '" + product
                        + "' is not configured; configured are "
                        + config.products().stream().map(Product::name).toList()));
    }

    /** Returns the materialized views of the store. */
    public Views views() {
        return views;
    }

    /** Returns the store. It is closed with this object. */
    public TelemetryStore store() {
        return store;
    }

    /** Returns the configuration. */
    public ThroughlineConfig config() {
        return config;
    }

    /** Closes the sources and the store. Idempotent. */
    @Override
    public void close() {
        sources.forEach(TelemetrySource::close);
        store.close();
    }
}
