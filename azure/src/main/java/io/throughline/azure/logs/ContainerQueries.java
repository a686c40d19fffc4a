package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;

/** Queries over what Container Insights collects of Kubernetes clusters. */
public final class ContainerQueries {

    public static final String PODS = "KubePodInventory";
    public static final String EVENTS = "KubeEvents";
    public static final String NODES = "KubeNodeInventory";
    public static final String LOGS = "ContainerLogV2";

    public static final Duration STEP = Duration.ofMinutes(5);

    /** States are written each minute; this far back the one before a window's first is found. */
    private static final Duration BEFORE = Duration.ofMinutes(15);
    /** Shapes of log lines of a workload that are told apart in each hour. */
    private static final int MOST_SHAPES = 20;
    /** Shapes of events of a namespace that are told apart in each hour. */
    private static final int MOST_EVENTS = 40;

    /** Events that tell that something was changed, not that it is wrong. */
    private static final List<String> CHANGES = List.of(
            "ScalingReplicaSet",
            "SuccessfulRescale",
            "TriggeredScaleUp",
            "ScaledUpGroup",
            "ScaleDown",
            "SuccessfulCreate",
            "SuccessfulDelete");

    private static final String CLUSTER = "extend Resource = tolower(iff(isempty(ClusterId), _ResourceId, ClusterId))";
    /** A pod's name is its workload's and one or two generated parts. */
    private static final String WORKLOAD =
            "extend Workload = replace_regex(PodName, @'(-[a-z0-9]{8,10})?-[a-z0-9]{5}$|-[0-9]+$', @'')";

    private ContainerQueries() {}

    /** Pods by cluster, namespace and phase, as each was last seen in a step. */
    public static KqlQuery pods(TimeWindow window) {
        return LogQueries.within(PODS, window)
                .pipe(CLUSTER)
                .pipe(
                        "summarize arg_max(TimeGenerated, PodStatus) by Step = bin(TimeGenerated, {}), Resource, "
                                + "ClusterName, Namespace, PodUid",
                        STEP)
                .pipe("summarize Pods = count() by Step, Resource, ClusterName, Namespace, PodStatus")
                .pipe("order by Resource asc, Namespace asc, PodStatus asc, Step asc");
    }

    /**
     * Restarts of containers by step and workload, with the reason of the last: the increase of each container's own
     * count. One that was not seen before counts from zero if its pod is as new, else from what it had.
     */
    public static KqlQuery restarts(TimeWindow window) {
        TimeWindow wider = widened(window);
        return LogQueries.within(PODS, wider)
                .pipe(CLUSTER)
                .pipe("where isnotempty(ContainerName)")
                .pipe("extend Container = extract(\"[^/]+$\", 0, ContainerName), "
                        + "Ended = tostring(todynamic(ContainerLastStatus).reason)")
                .pipe(
                        "summarize Count = max(tolong(ContainerRestartCount)), Started = max(PodStartTime), "
                                + "arg_max(TimeGenerated, Ended) by Step = bin(TimeGenerated, {}), Resource, ClusterName, "
                                + "Namespace, ControllerKind, ControllerName, PodUid, Container",
                        STEP)
                .pipe("order by Resource asc, PodUid asc, Container asc, Step asc")
                .pipe("extend Same = prev(PodUid) == PodUid and prev(Container) == Container, Previous = prev(Count)")
                .pipe("extend Restarts = case(Same, Count - Previous, Started >= {}, Count, long(0))", wider.from())
                .pipe("where Step >= {} and Step < {}", window.from(), window.to())
                .pipe("extend Restarts = iff(Restarts > 0, Restarts, long(0))")
                .pipe("extend Reason = iff(Restarts > 0, Ended, \"\")")
                .pipe("summarize Restarts = sum(Restarts) by Step, Resource, ClusterName, Namespace, ControllerKind, "
                        + "ControllerName, Container, Reason")
                .pipe("order by Resource asc, Namespace asc, ControllerName asc, Container asc, Reason asc, Step asc");
    }

    /** Nodes by step, with their status, and the status before if it was another. */
    public static KqlQuery nodes(TimeWindow window) {
        return LogQueries.within(NODES, widened(window))
                .pipe(CLUSTER)
                .pipe(
                        "summarize arg_max(TimeGenerated, Status) by Step = bin(TimeGenerated, {}), Resource, ClusterName,"
                                + " Computer",
                        STEP)
                .pipe("order by Resource asc, Computer asc, Step asc")
                .pipe(
                        "extend Before = iff(prev(Resource) == Resource and prev(Computer) == Computer, prev(Status), \"\")")
                .pipe("where Step >= {} and Step < {}", window.from(), window.to())
                .pipe("project Step, Resource, ClusterName, Computer, Status, Before, Seen = TimeGenerated")
                .pipe("order by Resource asc, Computer asc, Step asc");
    }

    /** Warnings and changes by hour, namespace, kind of object and reason, by shape of the message. */
    public static KqlQuery events(TimeWindow window) {
        KqlQuery events = LogQueries.within(EVENTS, window)
                .pipe(CLUSTER)
                .pipe("where KubeEventType == \"Warning\" or Reason in {}", CHANGES)
                .pipe("extend Line = Message");
        KqlQuery rows = Masks.shaped(events)
                .pipe("summarize Most = max(Count), Least = min(Count), First = min(TimeGenerated), "
                        + "Last = max(TimeGenerated), Shape = take_any(Shape) by Hour = bin(TimeGenerated, 1h), Resource, "
                        + "ClusterName, Namespace, ObjectKind, Name, Reason, KubeEventType, Message, FirstSeen")
                // The count runs on over the life of an event; what came with its first row here cannot be told.
                .pipe("extend Times = tolong(iff(isnull(Most), 1.0, Most - Least + 1))")
                .pipe("extend IsChange = Reason in {}", CHANGES)
                .pipe("extend Object = iff(IsChange, Name, \"\")")
                .pipe(
                        "summarize Times = sum(Times), First = min(First), Last = max(Last) by Hour, Resource, ClusterName, "
                                + "Namespace, ObjectKind, Object, Reason, KubeEventType, IsChange, Shape");
        return Largest.of(rows, "Resource, Namespace, IsChange", "Shape", "Times", MOST_EVENTS)
                .pipe(
                        "summarize Times = sum(Times), First = min(First), Last = max(Last) by Hour, Resource, ClusterName, "
                                + "Namespace, ObjectKind, Object, Reason, KubeEventType, IsChange, Shape")
                .pipe("order by Resource asc, Namespace asc, Reason asc, Object asc, Shape asc, Hour asc");
    }

    /** Lines that warn or tell errors, by step, workload, container and level, by shape. */
    public static KqlQuery logs(TimeWindow window) {
        KqlQuery lines = LogQueries.within(LOGS, window)
                .pipe("extend Level = toupper(tostring(column_ifexists(\"LogLevel\", \"\")))")
                .pipe("extend Level = case(Level in (\"CRITICAL\", \"ERROR\", \"WARNING\"), Level, "
                        + "Level in (\"\", \"UNKNOWN\") and LogSource == \"stderr\", \"STDERR\", \"\")")
                .pipe("where isnotempty(Level)")
                .pipe("extend Resource = tolower(_ResourceId), Line = tostring(LogMessage)");
        KqlQuery steps = Masks.shaped(lines)
                .pipe(WORKLOAD)
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Lines = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Hour, Step, "
                        + "Resource, PodNamespace, Workload, ContainerName, Level, Shape");
        return Largest.of(steps, "Resource, PodNamespace, Workload, ContainerName", "Shape", "Lines", MOST_SHAPES)
                .pipe(
                        "summarize Lines = sum(Lines), First = min(First), Last = max(Last) by Step, Resource, PodNamespace, "
                                + "Workload, ContainerName, Level, Shape")
                .pipe("order by Resource asc, PodNamespace asc, Workload asc, ContainerName asc, Level asc, Shape asc, "
                        + "Step asc");
    }

    /** Returns the span that the queries on states of a window look at. */
    public static TimeWindow widened(TimeWindow window) {
        return new TimeWindow(window.from().minus(BEFORE), window.to());
    }
}
