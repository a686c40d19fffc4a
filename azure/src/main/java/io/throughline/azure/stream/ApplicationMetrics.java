package io.throughline.azure.stream;

/** Names of the metrics and attributes that the streams over tables of Application Insights deliver beside the shared ones. */
public final class ApplicationMetrics {

    /** Lines of logs in the step, delta, {@code {line}}; dimension {@link #LOG_SEVERITY}. */
    public static final String LOG_COUNT = "throughline.log.count";
    /** Failed requests, delta, {@code {request}}; dimensions operation, {@link #RESULT_CLASS}, {@link #CAUSE}. */
    public static final String FAILURES_BY_CLASS = "throughline.request.failures.by_class";
    /** Requests of robots and tests, delta, {@code {request}}; they are part of all requests. */
    public static final String SYNTHETIC_REQUESTS = "azure.requests.synthetic";
    /** Those of them that failed, delta, {@code {request}}. */
    public static final String SYNTHETIC_FAILURES = "azure.requests.synthetic.failures";
    /** Exceptions, delta, {@code {error}}; dimensions {@link #PROBLEM}, {@link #LOG_SEVERITY}, operation. */
    public static final String PROBLEMS = "azure.exceptions.by_problem";
    /** Page views, delta, {@code {view}}; dimensions {@link #PAGE}, {@link #SYNTHETIC_TYPE}. */
    public static final String PAGE_VIEWS = "azure.page.views";
    /** Time that pages took to load, histogram, {@code s}; dimensions as for the views. */
    public static final String PAGE_DURATION = "azure.page.duration";
    /** Followed by a phase (network, send, receive, processing, total) and {@code .duration}: histogram, {@code s}. */
    public static final String BROWSER = "azure.browser.";
    /** Sessions with page views in the hour, gauge, {@code {session}}; an estimate of what was stored. */
    public static final String SESSIONS = "azure.sessions.active";
    /** Users with page views in the hour, gauge, {@code {user}}; an estimate of what was stored. */
    public static final String USERS = "azure.users.active";
    /** Custom events, delta, {@code {event}}; dimension {@link #EVENT}. */
    public static final String EVENTS = "azure.events";
    /** Mean of a number that came with events, gauge; dimensions {@link #EVENT}, {@link #MEASUREMENT}. */
    public static final String MEASUREMENT_MEAN = "azure.events.measurement";
    /** Runs of an availability test, delta, {@code {run}}; dimension {@link #LOCATION}. */
    public static final String RUNS = "azure.availability.runs";
    /** Runs that failed, delta, {@code {run}}; dimension {@link #LOCATION}. */
    public static final String RUNS_FAILED = "azure.availability.failures";
    /** Duration of runs, histogram, {@code s}; dimension {@link #LOCATION}. */
    public static final String RUN_DURATION = "azure.availability.duration";

    /** Level of log lines or exceptions: a {@link io.throughline.core.telemetry.event.Severity} in lower case. */
    public static final String LOG_SEVERITY = "throughline.log.severity";
    /** {@code 4xx}, {@code 5xx} or {@code other}. */
    public static final String RESULT_CLASS = "throughline.result.class";
    /** {@code dependency} if a call that the request made failed too, {@code own} if none did, else {@code unknown}. */
    public static final String CAUSE = "throughline.failure.cause";
    /** What Application Insights groups exceptions by. */
    public static final String PROBLEM = "azure.exception.problem";
    /** Where an exception was handled, as the SDK says. */
    public static final String HANDLED_AT = "azure.exception.handled_at";
    /** The page's name, ids masked. */
    public static final String PAGE = "azure.page";
    /** The event's name, ids masked. */
    public static final String EVENT = "azure.event";
    /** The measurement's name. */
    public static final String MEASUREMENT = "azure.measurement";
    /** Where an availability test ran. */
    public static final String LOCATION = "azure.location";
    /** {@code bot} for robots and tests; OpenTelemetry's name. Absent for people. */
    public static final String SYNTHETIC_TYPE = "user_agent.synthetic.type";
    /** The country that people came from. */
    public static final String COUNTRY = "geo.country.name";
    /** The browser without its version; OpenTelemetry's name. */
    public static final String BROWSER_NAME = "user_agent.name";

    private ApplicationMetrics() {}
}
