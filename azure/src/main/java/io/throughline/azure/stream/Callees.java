package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which roles answered calls, by what was seen on one day. A call is told by its caller, kind, target and operation; one
 * whose own operation was never answered takes the answer of its target, if only one role ever answered there.
 */
final class Callees {

    private final Map<Call, SortedMap<String, Long>> byOperation = new HashMap<>();
    private final Map<Call, SortedMap<String, Long>> byTarget = new HashMap<>();

    /**
     * What tells calls apart.
     *
     * @param operation the operation, or empty for all of a target
     */
    private record Call(String caller, String type, String target, String operation) {}

    void add(LogsTable matches) {
        for (int i = 0; i < matches.size(); i++) {
            LogsTable.Row row = matches.row(i);
            String callee = row.text("Callee").orElse("");
            long count = row.whole("Matches").orElse(0);
            String caller = row.text("AppRoleName").orElse("");
            String type = row.text("DependencyType").orElse("");
            String target = row.text("Target").orElse("");
            String operation = row.text("Name").orElse("");
            count(byOperation, new Call(caller, type, target, operation), callee, count);
            count(byTarget, new Call(caller, type, target, ""), callee, count);
        }
    }

    /** Returns the role that answered most; of equals, the first by name. */
    Optional<String> of(String caller, String type, String target, String operation) {
        SortedMap<String, Long> answered = byOperation.get(new Call(caller, type, target, operation));
        if (answered == null) {
            answered = byTarget.get(new Call(caller, type, target, ""));
            if (answered == null || answered.size() > 1) {
                return Optional.empty();
            }
        }
        String most = "";
        long matches = -1;
        for (Map.Entry<String, Long> entry : answered.entrySet()) {
            if (entry.getValue() > matches) {
                most = entry.getKey();
                matches = entry.getValue();
            }
        }
        return Optional.of(most);
    }

    private static void count(Map<Call, SortedMap<String, Long>> counts, Call call, String callee, long count) {
        counts.computeIfAbsent(call, key -> new TreeMap<>()).merge(callee, count, Long::sum);
    }
}
