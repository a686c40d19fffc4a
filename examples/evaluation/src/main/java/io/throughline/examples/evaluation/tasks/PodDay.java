package io.throughline.examples.evaluation.tasks;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.cause.Call;
import io.throughline.correlation.cause.Course;
import io.throughline.correlation.cause.Measure;
import io.throughline.correlation.cause.Observations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was measured of a system in a day.
 *
 * @param observations all of it
 * @param quiet minutes that the origin says to be without a fault
 */
record PodDay(Observations observations, List<TimeWindow> quiet) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, Measure.Level.Resource> LEVELS = new TreeMap<>(
            Map.of("CpuUsage(m)", Measure.Level.Resource.CPU, "MemoryUsage(Mi)", Measure.Level.Resource.MEMORY));
    /** The place of a log statement in the code, behind its level perhaps: {@code o.a.Service#31}. */
    private static final Pattern PLACE = Pattern.compile("^(?:\\S+ )?(\\S+#\\d+)\\b");

    PodDay {
        quiet = List.copyOf(quiet);
    }

    /**
     * Reads a day.
     *
     * @param near an instant of the day, to tell of which day its minutes are
     */
    static PodDay read(DataFolder folder, Instant near) {
        Set<Call> calls = new TreeSet<>();
        try (CsvTable table = folder.list("dependency", "caller", "callee")) {
            while (table.next()) {
                calls.add(new Call(table.text(table.column("caller")), table.text(table.column("callee"))));
            }
        }
        List<Measure> measures = new ArrayList<>();
        Set<String> services = levels(folder, measures);
        ways(folder, services, measures);
        Minutes minutes = new Minutes(near);
        SortedMap<List<String>, SortedMap<Long, Double>> passes = new TreeMap<>(PodDay::compare);
        if (folder.has("trace_summary")) {
            try (CsvTable table = folder.list("trace_summary", "phase", "window", "callee", "operation", "calls")) {
                while (table.next()) {
                    count(
                            passes,
                            table,
                            minutes,
                            List.of(
                                    table.text(table.column("callee")),
                                    Measure.Passes.Sort.OPERATION.name(),
                                    table.text(table.column("operation"))),
                            "calls");
                }
            }
        }
        if (folder.has("log_summary")) {
            try (CsvTable table =
                    folder.list("log_summary", "phase", "window", "service", "level", "template", "count")) {
                while (table.next()) {
                    boolean error = table.text(table.column("level")).equals("ERROR");
                    String template = table.text(table.column("template"));
                    Matcher place = PLACE.matcher(template);
                    count(
                            passes,
                            table,
                            minutes,
                            List.of(
                                    table.text(table.column("service")),
                                    (error ? Measure.Passes.Sort.ERROR : Measure.Passes.Sort.STATEMENT).name(),
                                    !error && place.find() ? place.group(1) : template),
                            "count");
                }
            }
        }
        passes.forEach((key, counts) -> measures.add(
                new Measure.Passes(key.get(0), Measure.Passes.Sort.valueOf(key.get(1)), key.get(2), course(counts))));
        return new PodDay(new Observations(calls, measures), minutes.quiet());
    }

    private static Set<String> levels(DataFolder folder, List<Measure> measures) {
        Map<List<String>, TreeMap<Long, Double>> levels = new TreeMap<>(PodDay::compare);
        Set<String> services = new TreeSet<>();
        List<String> required = new ArrayList<>(List.of("timestamp", "service", "pod"));
        required.addAll(LEVELS.keySet());
        try (CsvTable table = folder.list("pod_metrics", required.toArray(String[]::new))) {
            while (table.next()) {
                String service = table.text(table.column("service"));
                String pod = table.text(table.column("pod"));
                services.add(service);
                for (String level : LEVELS.keySet()) {
                    levels.computeIfAbsent(List.of(service, pod, level), key -> new TreeMap<>())
                            .put(table.epochMillis(table.column("timestamp")), table.value(table.column(level)));
                }
            }
        }
        levels.forEach((key, values) -> measures.add(new Measure.Level(
                key.get(0),
                key.get(1),
                LEVELS.getOrDefault(key.get(2), Measure.Level.Resource.OTHER),
                key.get(2),
                course(values))));
        return services;
    }

    private static void ways(DataFolder folder, Set<String> services, List<Measure> measures) {
        if (!folder.has("edge_latency_p50_seen_by_caller")) {
            return;
        }
        Map<String, Course> byCallee = folder.has("edge_latency_p50_seen_by_callee")
                ? columns(folder, "edge_latency_p50_seen_by_callee")
                : Map.of();
        columns(folder, "edge_latency_p50_seen_by_caller").forEach((name, seen) -> {
            Call call = call(name, services);
            measures.add(new Measure.Way(call.caller(), call.callee(), seen, byCallee.get(name)));
        });
    }

    /** Tells a call of {@code caller_callee}, where names may have an underscore themselves. */
    private static Call call(String name, Set<String> services) {
        for (int i = name.indexOf('_'); i >= 0; i = name.indexOf('_', i + 1)) {
            if (services.contains(name.substring(0, i)) && services.contains(name.substring(i + 1))) {
                return new Call(name.substring(0, i), name.substring(i + 1));
            }
        }
        int first = name.indexOf('_');
        if (first < 0) {
            throw new EvaluationException(
                    "the column '" + name + "' of edge_latency_p50_seen_by_caller is no call; name it caller_callee");
        }
        return new Call(name.substring(0, first), name.substring(first + 1));
    }

    private static Map<String, Course> columns(DataFolder folder, String file) {
        Map<String, TreeMap<Long, Double>> columns = new TreeMap<>();
        try (CsvTable table = folder.list(file, "timestamp")) {
            List<String> names = table.columns();
            while (table.next()) {
                long at = table.epochMillis(table.column("timestamp"));
                for (int i = 0; i < names.size(); i++) {
                    if (!names.get(i).equals("timestamp")) {
                        columns.computeIfAbsent(names.get(i), key -> new TreeMap<>())
                                .put(at, table.value(i));
                    }
                }
            }
        }
        Map<String, Course> courses = new TreeMap<>();
        columns.forEach((name, values) -> courses.put(name, course(values)));
        return courses;
    }

    private static void count(
            SortedMap<List<String>, SortedMap<Long, Double>> passes,
            CsvTable table,
            Minutes minutes,
            List<String> key,
            String column) {
        long at = minutes.of(table);
        passes.computeIfAbsent(key, ignored -> new TreeMap<>())
                .merge(at, (double) table.count(table.column(column)), Double::sum);
    }

    private static Course course(SortedMap<Long, Double> values) {
        return Course.of(
                values.keySet().stream().mapToLong(Long::longValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int compare(List<String> first, List<String> second) {
        for (int i = 0; i < first.size(); i++) {
            int order = first.get(i).compareTo(second.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Tells the minutes of a day, and which of them are quiet. */
    private static final class Minutes {

        private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)");

        private final Instant near;
        private final TreeSet<Long> quiet = new TreeSet<>();

        Minutes(Instant near) {
            this.near = near;
        }

        /** Returns the minute of a row: the one of that time of day which lies nearest to the day's first case. */
        long of(CsvTable table) {
            int column = table.column("window");
            Matcher time = TIME.matcher(table.text(column));
            if (!time.matches()) {
                throw table.wrong(column, table.text(column), "no time of day", "write hours and minutes: 08:50");
            }
            Duration of = Duration.ofMinutes(60L * Integer.parseInt(time.group(1)) + Integer.parseInt(time.group(2)));
            Instant day = near.truncatedTo(ChronoUnit.DAYS);
            Instant best = day.plus(of);
            for (long days = -1; days <= 1; days += 2) {
                Instant other = day.plus(of).plus(Duration.ofDays(days));
                if (Duration.between(near, other)
                                .abs()
                                .compareTo(Duration.between(near, best).abs())
                        < 0) {
                    best = other;
                }
            }
            if (table.text(table.column("phase")).equals("normal")) {
                quiet.add(best.toEpochMilli());
            }
            return best.toEpochMilli();
        }

        List<TimeWindow> quiet() {
            return quiet.stream()
                    .map(Instant::ofEpochMilli)
                    .map(from -> new TimeWindow(from, from.plus(MINUTE)))
                    .toList();
        }
    }
}
