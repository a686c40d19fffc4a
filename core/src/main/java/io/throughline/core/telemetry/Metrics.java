package io.throughline.core.telemetry;

/**
 * Names of the metrics that sources and the engine share. OpenTelemetry's name where there is one; a source may deliver
 * others, which the engine then knows only by unit and kind.
 */
public final class Metrics {

    /** Duration of served requests, histogram, {@code s}; dimension {@link AttributeKeys#OPERATION}. */
    public static final String REQUEST_DURATION = "http.server.request.duration";
    /** Served requests in the step, delta, {@code {request}}; dimension {@link AttributeKeys#OPERATION}. */
    public static final String REQUEST_COUNT = "throughline.request.count";
    /** Served requests that failed, delta, {@code {request}}; dimension {@link AttributeKeys#OPERATION}. */
    public static final String REQUEST_FAILURES = "throughline.request.failures";
    /** Duration of outgoing calls, histogram, {@code s}; dimensions {@link AttributeKeys#TARGET} and operation. */
    public static final String DEPENDENCY_DURATION = "throughline.dependency.duration";
    /** Outgoing calls, delta, {@code {request}}; dimensions as for the duration. */
    public static final String DEPENDENCY_COUNT = "throughline.dependency.count";
    /** Outgoing calls that failed, delta, {@code {request}}; dimensions as for the duration. */
    public static final String DEPENDENCY_FAILURES = "throughline.dependency.failures";
    /** Exceptions or error events, delta, {@code {error}}; dimension {@link AttributeKeys#EXCEPTION_TYPE} if known. */
    public static final String ERROR_COUNT = "throughline.error.count";
    /** Executions of one query, delta, {@code {query}}; dimensions query and plan hash. */
    public static final String QUERY_COUNT = "throughline.db.query.count";
    /** Mean duration of one execution of a query in the step, gauge, {@code s}; dimensions query and plan hash. */
    public static final String QUERY_DURATION_MEAN = "throughline.db.query.duration.mean";
    /** Share of the processor that is in use, gauge, {@code 1}. */
    public static final String CPU_UTILIZATION = "system.cpu.utilization";
    /** Share of the memory that is in use, gauge, {@code 1}. */
    public static final String MEMORY_UTILIZATION = "system.memory.utilization";
    /** Open connections, gauge, {@code {connection}}. */
    public static final String CONNECTIONS_ACTIVE = "db.client.connection.count";
    /** Requests that wait for a connection of a pool, gauge, {@code {request}}. */
    public static final String CONNECTIONS_PENDING = "db.client.connection.pending_requests";

    private Metrics() {}
}
