package io.throughline.azure.logs;

import io.throughline.azure.logs.SavedQuery.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The saved queries that come with this module. Counts are of real items: a stored row stands for {@code ItemCount}.
 * Percentiles are weighed the same way.
 */
public final class SavedQueries {

    private static final Parameter ROLES =
            new Parameter("roles", SavedQuery.Type.STRINGS, "names of roles; none means all", List.of());
    private static final Parameter STEP =
            new Parameter("step", SavedQuery.Type.TIMESPAN, "width of a row's time window", Duration.ofMinutes(15));
    private static final Parameter MOST = new Parameter("most", SavedQuery.Type.LONG, "rows at most", 50L);
    private static final String OF_ROLES = "| where array_length(roles) == 0 or AppRoleName in (roles)\n";

    private static final List<SavedQuery> ALL = List.of(
            new SavedQuery(
                    "errors",
                    "Exceptions by type and role: how many, in how many operations, when first and last, with an example.",
                    List.of("AppExceptions"),
                    List.of(ROLES, MOST),
                    "AppExceptions\n" + OF_ROLES + """
                    | summarize Items = sum(ItemCount), Operations = dcount(OperationId), First = min(TimeGenerated), Last = max(TimeGenerated), Example = take_any(OuterMessage) by AppRoleName, ExceptionType, ProblemId
                    | top most by Items desc\
                    """),
            new SavedQuery(
                    "failing-operations",
                    "Operations by how many of their requests failed, with the share and the result codes.",
                    List.of("AppRequests"),
                    List.of(ROLES, MOST),
                    "AppRequests\n" + OF_ROLES + """
                    | summarize Requests = sum(ItemCount), Failures = sumif(ItemCount, Success == false), Codes = make_set_if(ResultCode, Success == false, 10) by AppRoleName, Name
                    | where Failures > 0
                    | extend FailedShare = toreal(Failures) / Requests
                    | top most by Failures desc\
                    """),
            new SavedQuery(
                    "slow-operations",
                    "Operations by their weighed percentiles of duration, in milliseconds.",
                    List.of("AppRequests"),
                    List.of(
                            ROLES,
                            new Parameter(
                                    "leastItems",
                                    SavedQuery.Type.LONG,
                                    "operations with fewer requests are left out",
                                    10L),
                            MOST),
                    "AppRequests\n" + OF_ROLES + """
                    | summarize Requests = sum(ItemCount), P50 = percentilew(DurationMs, ItemCount, 50), P95 = percentilew(DurationMs, ItemCount, 95), P99 = percentilew(DurationMs, ItemCount, 99) by AppRoleName, Name
                    | where Requests >= leastItems
                    | top most by P95 desc\
                    """),
            new SavedQuery(
                    "slow-dependencies",
                    "Outgoing calls by target that took longer than a limit, with how many failed.",
                    List.of("AppDependencies"),
                    List.of(
                            ROLES,
                            new Parameter(
                                    "slowerThan",
                                    SavedQuery.Type.TIMESPAN,
                                    "calls that took at least so long",
                                    Duration.ofSeconds(1)),
                            MOST),
                    "AppDependencies\n" + OF_ROLES + """
                    | summarize Calls = sum(ItemCount), Slow = sumif(ItemCount, DurationMs >= slowerThan / 1ms), Failures = sumif(ItemCount, Success == false), P95 = percentilew(DurationMs, ItemCount, 95) by AppRoleName, DependencyType, Target
                    | where Slow > 0
                    | top most by Slow desc\
                    """),
            new SavedQuery(
                    "load",
                    "Requests and failures of each role over time.",
                    List.of("AppRequests"),
                    List.of(ROLES, STEP),
                    "AppRequests\n" + OF_ROLES + """
                    | summarize Requests = sum(ItemCount), Failures = sumif(ItemCount, Success == false) by Step = bin(TimeGenerated, step), AppRoleName
                    | order by Step asc, AppRoleName asc\
                    """),
            new SavedQuery(
                    "operation",
                    "All that one operation left behind, over all roles, in order of time.",
                    List.of("AppRequests", "AppDependencies", "AppExceptions", "AppTraces"),
                    List.of(new Parameter("operation", SavedQuery.Type.STRING, "the operation's id, a trace id", null)),
                    """
                    union AppRequests, AppDependencies, AppExceptions, AppTraces
                    | where OperationId == operation
                    | project TimeGenerated, Type, AppRoleName, Id, ParentId, Name, DurationMs, Success, ResultCode, Target, ExceptionType, Message
                    | order by TimeGenerated asc\
                    """),
            new SavedQuery(
                    "deadlocks",
                    "Deadlocks of SQL databases, with the server's report.",
                    List.of("AzureSQLDeadlocks"),
                    List.of(MOST),
                    """
                    AzureSQLDeadlocks
                    | project TimeGenerated, _ResourceId, DatabaseName, DeadlockXml
                    | top most by TimeGenerated desc\
                    """),
            new SavedQuery(
                    "blocked-sessions",
                    "Sessions of SQL databases that waited for a lock, longest first, by database and kind of lock.",
                    List.of("AzureSQLBlocks"),
                    List.of(MOST),
                    """
                    AzureSQLBlocks
                    | summarize Blocks = count(), Longest = max(Duration), Last = max(TimeGenerated) by _ResourceId, DatabaseName, LockMode
                    | top most by Longest desc\
                    """),
            new SavedQuery(
                    "restarts",
                    "Containers that were restarted, how often, and the last reason that was told.",
                    List.of("KubePodInventory"),
                    List.of(
                            new Parameter(
                                    "namespaces", SavedQuery.Type.STRINGS, "namespaces; none means all", List.of()),
                            MOST),
                    """
                    KubePodInventory
                    | where array_length(namespaces) == 0 or Namespace in (namespaces)
                    | summarize Before = min(ContainerRestartCount), After = max(ContainerRestartCount), Reason = take_anyif(ContainerStatusReason, isnotempty(ContainerStatusReason)), Last = max(TimeGenerated) by ClusterName, Namespace, Name, ContainerName
                    | extend Restarts = After - Before
                    | where Restarts > 0
                    | top most by Restarts desc\
                    """),
            new SavedQuery(
                    "silent-machines",
                    "Machines that stopped reporting.",
                    List.of("Heartbeat"),
                    List.of(new Parameter(
                            "silentFor",
                            SavedQuery.Type.TIMESPAN,
                            "no heartbeat for at least so long before the newest of all",
                            Duration.ofMinutes(10))),
                    """
                    let newest = toscalar(Heartbeat | summarize max(TimeGenerated));
                    Heartbeat
                    | summarize Last = max(TimeGenerated) by Computer, ResourceId
                    | where Last < newest - silentFor
                    | order by Last asc\
                    """),
            new SavedQuery(
                    "ingestion-latency",
                    "How long rows of requests took from the event to the table, by step.",
                    List.of("AppRequests"),
                    List.of(STEP),
                    """
                    AppRequests
                    | extend Latency = ingestion_time() - TimeGenerated
                    | summarize P50 = percentile(Latency, 50), P95 = percentile(Latency, 95), Longest = max(Latency), Stored = count() by Step = bin(TimeGenerated, step)
                    | order by Step asc\
                    """),
            new SavedQuery(
                    "sampling-share",
                    "Which share of what happened is stored as a row, by role and table.",
                    List.of("AppRequests", "AppDependencies", "AppExceptions", "AppTraces"),
                    List.of(),
                    """
                    union withsource = Table AppRequests, AppDependencies, AppExceptions, AppTraces
                    | summarize Stored = count(), Items = sum(ItemCount) by AppRoleName, Table
                    | extend StoredShare = toreal(Stored) / Items
                    | order by AppRoleName asc, Table asc\
                    """),
            new SavedQuery(
                    "volume",
                    "What each table took in, in megabytes, and whether it is billed.",
                    List.of("Usage"),
                    List.of(),
                    """
                    Usage
                    | summarize Megabytes = sum(Quantity) by DataType, IsBillable
                    | order by Megabytes desc\
                    """),
            new SavedQuery(
                    "changes",
                    "Writes, deletes and actions on resources that succeeded; who made them is left out.",
                    List.of("AzureActivity"),
                    List.of(MOST),
                    """
                    AzureActivity
                    | where ActivityStatusValue in~ ("Success", "Succeeded") and (OperationNameValue endswith "/write" or OperationNameValue endswith "/delete" or OperationNameValue endswith "/action")
                    | project TimeGenerated, OperationNameValue, ResourceGroup, _ResourceId, CorrelationId
                    | top most by TimeGenerated desc\
                    """));

    private SavedQueries() {}

    /** Returns all of them, in a sensible order. */
    public static List<SavedQuery> all() {
        return ALL;
    }

    /** Returns the one of a name. */
    public static Optional<SavedQuery> find(String name) {
        return ALL.stream().filter(query -> query.name().equals(name)).findFirst();
    }
}
