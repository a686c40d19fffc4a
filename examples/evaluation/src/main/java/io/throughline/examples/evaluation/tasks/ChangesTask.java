package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.cause.Call;
import io.throughline.correlation.cause.CallFailures;
import io.throughline.correlation.cause.Course;
import io.throughline.correlation.cause.RankedRollout;
import io.throughline.correlation.cause.Rollout;
import io.throughline.correlation.cause.RolloutConfig;
import io.throughline.correlation.cause.RolloutRanker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Ranks for each case the rollouts that were under way by how probably each broke it, from rows up to the detection. */
final class ChangesTask implements Task {

    private static final List<String> EDGES = List.of("edge_success_seen_by_caller", "edge_success_seen_by_callee");

    private record Case(String name, Instant detected) {}

    @Override
    public String header() {
        return "case,rank,candidate";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CsvTable table = folder.list("cases", "case", "detect_time")) {
            while (table.next()) {
                Case next = new Case(
                        table.text(table.column("case")),
                        Instant.ofEpochMilli(table.epochMillis(table.column("detect_time"))));
                if (!names.add(next.name())) {
                    throw table.wrong(table.column("case"), next.name(), "listed before", "name each case once");
                }
                folder.table(table, "case", next.name(), "changes", "service", "release_time")
                        .close();
                parts.add(new Part(next.name(), () -> rank(folder, next)));
            }
        }
        if (parts.isEmpty()) {
            throw new EvaluationException(folder.path() + " lists no case in cases.csv; list one a line");
        }
        return parts;
    }

    private static Outcome rank(DataFolder folder, Case wanted) {
        Set<Call> calls = new TreeSet<>();
        try (CsvTable table = CsvTable.open(folder.file(wanted.name(), "dependency"), "caller", "callee")) {
            while (table.next()) {
                calls.add(new Call(table.text(table.column("caller")), table.text(table.column("callee"))));
            }
        }
        List<CallFailures> failures = new ArrayList<>();
        long rows = 0;
        for (String file : EDGES) {
            rows += edges(folder, wanted, file, failures);
        }
        rows += pods(folder, wanted, failures);
        List<RankedRollout> ranked = new RolloutRanker(RolloutConfig.defaults())
                .rank(calls, failures, rollouts(folder, wanted), wanted.detected());
        List<String> lines = new ArrayList<>();
        for (RankedRollout each : ranked) {
            lines.add(Field.text(wanted.name())
                    + ','
                    + each.rank()
                    + ','
                    + Field.text(each.rollout().service()));
        }
        return new Outcome(wanted.name(), rows, lines.isEmpty() ? 0 : 1, lines, List.of());
    }

    private static List<Rollout> rollouts(DataFolder folder, Case wanted) {
        TreeMap<String, Instant> serving = new TreeMap<>();
        try (CsvTable table = CsvTable.open(folder.file(wanted.name(), "rollout_steps"), "service", "complete_time")) {
            while (table.next()) {
                Instant complete = Instant.ofEpochMilli(table.epochMillis(table.column("complete_time")));
                // A step that ends later lies in the future of whoever asks.
                if (!complete.isAfter(wanted.detected())) {
                    serving.merge(
                            table.text(table.column("service")),
                            complete,
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        List<Rollout> rollouts = new ArrayList<>();
        try (CsvTable table = CsvTable.open(folder.file(wanted.name(), "changes"), "service", "release_time")) {
            while (table.next()) {
                String service = table.text(table.column("service"));
                rollouts.add(new Rollout(
                        service,
                        Instant.ofEpochMilli(table.epochMillis(table.column("release_time"))),
                        serving.get(service)));
            }
        }
        return rollouts;
    }

    private static long edges(DataFolder folder, Case wanted, String file, List<CallFailures> failures) {
        TreeMap<String, TreeMap<Long, Double>> columns = new TreeMap<>();
        long rows = 0;
        try (CsvTable table = CsvTable.open(folder.file(wanted.name(), file), "timestamp")) {
            List<String> names = table.columns();
            while (table.next()) {
                long at = table.epochMillis(table.column("timestamp"));
                for (int i = 0; i < names.size() && at <= wanted.detected().toEpochMilli(); i++) {
                    if (!names.get(i).equals("timestamp")) {
                        columns.computeIfAbsent(names.get(i), key -> new TreeMap<>())
                                .put(at, 1 - table.value(i) / 100);
                    }
                }
                rows++;
            }
        }
        columns.forEach((name, values) -> {
            int end = name.indexOf('_');
            if (end < 0) {
                throw new EvaluationException(folder.file(wanted.name(), file) + " line 1 names the column '" + name
                        + "', which is no call; name it caller_callee");
            }
            Call call = new Call(name.substring(0, end), name.substring(end + 1));
            failures.add(new CallFailures(call, course(values)));
        });
        return rows;
    }

    private static long pods(DataFolder folder, Case wanted, List<CallFailures> failures) {
        TreeMap<String, TreeMap<Long, Double>> observers = new TreeMap<>();
        TreeMap<String, Call> calls = new TreeMap<>();
        long rows = 0;
        try (CsvTable table = CsvTable.open(
                folder.file(wanted.name(), "pod_edges"), "timestamp", "pod", "caller", "callee", "success_pct")) {
            while (table.next()) {
                rows++;
                long at = table.epochMillis(table.column("timestamp"));
                if (at > wanted.detected().toEpochMilli()) {
                    continue;
                }
                Call call = new Call(table.text(table.column("caller")), table.text(table.column("callee")));
                String observer = call.caller() + '\n' + call.callee() + '\n' + table.text(table.column("pod"));
                calls.put(observer, call);
                observers
                        .computeIfAbsent(observer, key -> new TreeMap<>())
                        .put(at, 1 - table.value(table.column("success_pct")) / 100);
            }
        }
        observers.forEach((observer, values) -> {
            Call call = calls.get(observer);
            if (call != null) {
                failures.add(new CallFailures(call, course(values)));
            }
        });
        return rows;
    }

    private static Course course(SortedMap<Long, Double> values) {
        return Course.of(
                values.keySet().stream().mapToLong(Long::longValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
