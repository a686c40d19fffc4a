package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.Collection;

/**
 * Queries over metrics and performance counters that applications send. Their {@code ItemCount} is the number of samples
 * in a row, not sampling.
 */
public final class GaugeQueries {

    public static final String METRICS = "AppMetrics";
    public static final String COUNTERS = "AppPerformanceCounters";

    /** What tells pools, memory pools and collectors apart, as the makers of metrics name it. */
    private static final String PART = "coalesce(tostring(Properties.pool), tostring(Properties[\"pool.name\"]),"
            + " tostring(Properties[\"db.client.connection.pool.name\"]),"
            + " tostring(Properties[\"db.client.connections.pool.name\"]),"
            + " tostring(Properties[\"jvm.memory.pool.name\"]), tostring(Properties[\"jvm.gc.name\"]),"
            + " tostring(Properties[\"jvm.thread.daemon\"]), tostring(Properties.id), tostring(Properties.name))";
    /** What tells kinds of the same amount apart. */
    private static final String STATE = "coalesce(tostring(Properties.state),"
            + " tostring(Properties[\"db.client.connection.state\"]), tostring(Properties[\"jvm.memory.type\"]),"
            + " tostring(Properties[\"jvm.thread.state\"]), tostring(Properties.area), tostring(Properties.type))";

    private GaugeQueries() {}

    /**
     * Metrics per step, role and name; those whose names are known also by part and state, those of pools by instance.
     * What the SDKs themselves aggregate from requests and calls is left out: it repeats what other tables say.
     *
     * @param known names whose dimensions are kept, in any case
     * @param pools those of them whose instance is kept
     */
    public static KqlQuery metrics(
            TimeWindow window, Duration step, Collection<String> known, Collection<String> pools) {
        return LogQueries.within(METRICS, window)
                .pipe("where isempty(tostring(Properties[\"_MS.MetricId\"])) and Name != \"HeartbeatState\"")
                .pipe("extend Instance = iff(Name in~ {}, AppRoleInstance, \"\")", pools)
                .pipe("extend Part = iff(Name in~ {}, " + PART + ", \"\")", known)
                .pipe("extend State = iff(Name in~ {}, " + STATE + ", \"\")", known)
                .pipe(
                        "summarize Samples = sum(ItemCount), Total = sum(Sum), Most = max(Max) by Step ="
                                + " bin(TimeGenerated, {}), AppRoleName, Name, Instance, Part, State",
                        step)
                .pipe("order by AppRoleName asc, Name asc, Instance asc, Part asc, State asc, Step asc");
    }

    /** Performance counters per step, role, category, counter and instance of the counter. */
    public static KqlQuery counters(TimeWindow window, Duration step) {
        return LogQueries.within(COUNTERS, window)
                .pipe("extend Counter = iff(isempty(Counter), Name, Counter)")
                .pipe("where isfinite(Value)")
                .pipe(
                        "summarize Samples = count(), Total = sum(Value), Most = max(Value) by Step ="
                                + " bin(TimeGenerated, {}), AppRoleName, Category, Counter, Instance",
                        step)
                .pipe("order by AppRoleName asc, Category asc, Counter asc, Instance asc, Step asc");
    }
}
