package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Queries over what agents collect of machines. Names of people are not read. */
public final class MachineQueries {

    public static final String HEARTBEATS = "Heartbeat";
    public static final String INSIGHTS = "InsightsMetrics";
    public static final String COUNTERS = "Perf";
    public static final String SYSLOG = "Syslog";
    public static final String WINDOWS_EVENTS = "Event";

    public static final Duration STEP = Duration.ofMinutes(5);
    /** Heartbeats come each minute; a computer is silent when none came for this long. */
    public static final Duration SILENCE = Duration.ofMinutes(5);

    /** This far back a computer's last heartbeat before a window is looked for. */
    private static final Duration MEMORY = Duration.ofDays(1);
    /** Shapes of messages of a computer that are told apart in each hour. */
    private static final int MOST_SHAPES = 30;

    private static final String COMPUTER = "extend Resource = tolower(_ResourceId)";

    private MachineQueries() {}

    /**
     * Silences of computers: the last heartbeat before each, and the first after it if there was one yet; a computer's
     * first heartbeat of a day has none before it.
     *
     * @param known until when heartbeats are known
     */
    public static KqlQuery silences(TimeWindow window, Instant known) {
        Instant end = known.isBefore(window.to()) ? known : window.to();
        return LogQueries.within(HEARTBEATS, remembered(window))
                .pipe(COMPUTER)
                .pipe("project Resource, Computer, Last = TimeGenerated")
                .pipe("order by Resource asc, Computer asc, Last asc")
                .pipe("extend New = prev(Resource) != Resource or prev(Computer) != Computer, "
                        + "Ends = next(Resource) != Resource or next(Computer) != Computer, Next = next(Last)")
                .pipe("extend Back = iff(Ends, datetime(null), Next)")
                .pipe(
                        "where (isnotnull(Back) and Back - Last > {}) or (isnull(Back) and Last + {} < {}) or New",
                        SILENCE,
                        SILENCE,
                        end)
                .pipe(
                        "extend Silent = (isnotnull(Back) and Back - Last > {}) or (isnull(Back) and Last + {} < {})",
                        SILENCE,
                        SILENCE,
                        end)
                .pipe("project Resource, Computer, Last, Back, New, Silent")
                .pipe("order by Resource asc, Computer asc, Last asc");
    }

    /** Returns the span that {@link #silences} looks at. */
    public static TimeWindow remembered(TimeWindow window) {
        return new TimeWindow(window.from().minus(MEMORY), window.to());
    }

    /** Mean values of VM Insights per step, computer, metric and disk or network device. */
    public static KqlQuery insights(TimeWindow window, Collection<String> namespaces, Collection<String> names) {
        return LogQueries.within(INSIGHTS, window)
                .pipe("where Namespace in {} and Name in {}", namespaces, names)
                .pipe(COMPUTER)
                .pipe("extend Labels = parse_json(Tags)")
                .pipe("extend Device = strcat(tostring(Labels[\"vm.azm.ms/mountId\"]), "
                        + "tostring(Labels[\"vm.azm.ms/networkDeviceId\"])), "
                        + "Size = toreal(Labels[\"vm.azm.ms/memorySizeMB\"])")
                .pipe(
                        "summarize Value = avg(Val), Size = avg(Size) by Step = bin(TimeGenerated, {}), Resource, "
                                + "Computer, Object = Namespace, Counter = Name, Device",
                        STEP)
                .pipe("order by Resource asc, Computer asc, Object asc, Counter asc, Device asc, Step asc");
    }

    /** Mean values of performance counters per step, computer, counter and instance. */
    public static KqlQuery counters(TimeWindow window, Collection<String> objects, Collection<String> names) {
        return LogQueries.within(COUNTERS, window)
                .pipe("where ObjectName in {} and CounterName in {}", objects, names)
                .pipe(COMPUTER)
                .pipe(
                        "summarize Value = avg(CounterValue) by Step = bin(TimeGenerated, {}), Resource, Computer, "
                                + "Object = ObjectName, Counter = CounterName, Device = InstanceName",
                        STEP)
                .pipe("order by Resource asc, Computer asc, Object asc, Counter asc, Device asc, Step asc");
    }

    /**
     * Warnings and errors of syslog per step, computer, severity, facility and process, by shape. What authentication
     * logs is counted without its text, which tells of people.
     */
    public static KqlQuery syslog(TimeWindow window) {
        return shapes(LogQueries.within(SYSLOG, window)
                .pipe(
                        "where SeverityLevel in (\"emerg\", \"alert\", \"crit\", \"err\", \"error\", \"warning\", \"warn\")")
                .pipe("extend Level = SeverityLevel, Log = Facility, Source = ProcessName, Number = long(null), "
                        + "Text = iff(Facility in (\"auth\", \"authpriv\"), \"\", SyslogMessage)"));
    }

    /** Warnings and errors of Windows' event logs, but that of security, in the same shape. */
    public static KqlQuery windowsEvents(TimeWindow window) {
        return shapes(LogQueries.within(WINDOWS_EVENTS, window)
                .pipe("where EventLevelName in (\"Critical\", \"Error\", \"Warning\") and EventLog != \"Security\"")
                .pipe("extend Level = EventLevelName, Log = EventLog, Number = tolong(EventID), "
                        + "Text = RenderedDescription"));
    }

    private static KqlQuery shapes(KqlQuery rows) {
        KqlQuery steps = Masks.shaped(rows.pipe(COMPUTER).pipe("extend Line = Text"))
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Lines = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Hour, Step, "
                        + "Resource, Computer, Level, Log, Source, Number, Shape");
        return Largest.of(steps, "Resource, Computer, Level", "Shape, Source", "Lines", MOST_SHAPES)
                .pipe("summarize Lines = sum(Lines), First = min(First), Last = max(Last) by Step, Resource, Computer, "
                        + "Level, Log, Source, Number, Shape")
                .pipe(
                        "order by Resource asc, Computer asc, Level asc, Log asc, Source asc, Number asc, Shape asc, Step asc");
    }
}
