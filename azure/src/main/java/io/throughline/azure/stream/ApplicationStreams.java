package io.throughline.azure.stream;

import io.throughline.azure.logs.AvailabilityQueries;
import io.throughline.azure.logs.FailureQueries;
import io.throughline.azure.logs.GaugeQueries;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.TraceQueries;
import io.throughline.azure.logs.UsageQueries;
import io.throughline.azure.stream.TableStream.Joined;
import io.throughline.azure.stream.TableStream.Query;
import io.throughline.azure.stream.TableStream.Reader;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the streams over the tables of Application Insights beyond requests, calls and exceptions. */
final class ApplicationStreams {

    /** Tables that these streams read and others do not. */
    static final List<String> TABLES = List.of(
            TraceQueries.TRACES,
            UsageQueries.PAGE_VIEWS,
            UsageQueries.BROWSER_TIMINGS,
            UsageQueries.EVENTS,
            GaugeQueries.METRICS,
            GaugeQueries.COUNTERS,
            AvailabilityQueries.RESULTS);

    private final List<Workspace> workspaces;
    private final LogsGateway gateway;
    private final AzureEntities entities;
    private final @Nullable TableIndex index;

    ApplicationStreams(
            List<Workspace> workspaces, LogsGateway gateway, AzureEntities entities, @Nullable TableIndex index) {
        this.workspaces = workspaces;
        this.gateway = gateway;
        this.entities = entities;
        this.index = index;
    }

    /** Returns all of them. */
    List<LogStream> all() {
        return List.of(failures(), traces(), pageViews(), events(), metrics(), counters(), availability());
    }

    LogStream failures() {
        return stream(
                Failures.NAME,
                List.of(LogQueries.REQUESTS, LogQueries.DEPENDENCIES, LogQueries.EXCEPTIONS),
                List.of(
                        new Query(
                                Failures.CLASSES,
                                LogQueries.REQUESTS,
                                Failures.STEP,
                                window -> FailureQueries.byClass(window, Failures.STEP),
                                UnaryOperator.identity(),
                                new Joined(
                                        LogQueries.DEPENDENCIES,
                                        FailureQueries::span,
                                        window -> FailureQueries.byClassAlone(window, Failures.STEP))),
                        Query.of(
                                Failures.SYNTHETIC,
                                LogQueries.REQUESTS,
                                Failures.STEP,
                                window -> FailureQueries.synthetic(window, Failures.STEP)),
                        Query.of(
                                Failures.PROBLEMS,
                                LogQueries.EXCEPTIONS,
                                Failures.STEP,
                                window -> FailureQueries.problems(window, Failures.STEP))),
                Failures::read,
                "requests of robots and availability tests are part of all requests; how many they are is told apart");
    }

    LogStream traces() {
        return stream(
                TracePatterns.NAME,
                List.of(TraceQueries.TRACES),
                List.of(
                        Query.of(
                                TracePatterns.COUNTS,
                                TraceQueries.TRACES,
                                TracePatterns.STEP,
                                window -> TraceQueries.counts(window, TracePatterns.STEP)),
                        Query.of(
                                TracePatterns.PATTERNS,
                                TraceQueries.TRACES,
                                TracePatterns.GRID,
                                window -> TraceQueries.patterns(window, TracePatterns.GRID))),
                new TracePatterns(),
                "lines come as patterns with what varies masked; the lines themselves stay in the workspace");
    }

    LogStream pageViews() {
        return stream(
                Usage.PAGES,
                List.of(UsageQueries.PAGE_VIEWS, UsageQueries.BROWSER_TIMINGS),
                List.of(
                        Query.of(
                                Usage.VIEWS,
                                UsageQueries.PAGE_VIEWS,
                                Usage.STEP,
                                window -> UsageQueries.pageViews(window, Usage.STEP)),
                        Query.of(
                                Usage.TIMINGS,
                                UsageQueries.BROWSER_TIMINGS,
                                Usage.STEP,
                                window -> UsageQueries.browserTimings(window, Usage.STEP)),
                        Query.of(
                                Usage.AUDIENCE,
                                UsageQueries.PAGE_VIEWS,
                                Usage.HOUR,
                                window -> UsageQueries.audience(window, Usage.HOUR))),
                Usage::pages,
                "sessions and users are counted in the workspace, their ids stay there; robots and tests do not count");
    }

    LogStream events() {
        return stream(
                Usage.EVENTS,
                List.of(UsageQueries.EVENTS),
                List.of(
                        Query.of(
                                Usage.NAMES,
                                UsageQueries.EVENTS,
                                Usage.STEP,
                                window -> UsageQueries.events(window, Usage.STEP)),
                        Query.of(
                                Usage.MEASUREMENTS,
                                UsageQueries.EVENTS,
                                Usage.STEP,
                                window -> UsageQueries.measurements(window, Usage.STEP))),
                Usage::events);
    }

    LogStream metrics() {
        return stream(
                Gauges.METRICS,
                List.of(GaugeQueries.METRICS),
                List.of(Query.of(
                        Gauges.ROWS,
                        GaugeQueries.METRICS,
                        Gauges.STEP,
                        window -> GaugeQueries.metrics(window, Gauges.STEP, KnownGauges.names(), KnownGauges.pools()))),
                Gauges::metrics,
                "metrics that the SDK itself makes of requests and calls are left out, as those are read themselves");
    }

    LogStream counters() {
        return stream(
                Gauges.COUNTERS,
                List.of(GaugeQueries.COUNTERS),
                List.of(Query.of(
                        Gauges.ROWS,
                        GaugeQueries.COUNTERS,
                        Gauges.STEP,
                        window -> GaugeQueries.counters(window, Gauges.STEP))),
                Gauges::counters);
    }

    LogStream availability() {
        return stream(
                Availability.NAME,
                List.of(AvailabilityQueries.RESULTS),
                List.of(
                        Query.of(
                                Availability.RUNS,
                                AvailabilityQueries.RESULTS,
                                Availability.STEP,
                                window -> AvailabilityQueries.runs(window, Availability.STEP)),
                        new Query(
                                Availability.STATES,
                                AvailabilityQueries.RESULTS,
                                Availability.STEP,
                                window -> AvailabilityQueries.states(window, Availability.STEP),
                                Availability::reach,
                                null)),
                Availability::read,
                Availability.METHOD);
    }

    private LogStream stream(String name, List<String> tables, List<Query> queries, Reader reader, String... notes) {
        return new TableStream(name, tables, queries, reader, List.of(notes), workspaces, gateway, entities, index);
    }
}
