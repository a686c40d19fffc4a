package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did to one system, summed up over its streams.
 *
 * @param system the source's id
 * @param outcome how it ended
 * @param streams number of its streams that were not left out
 * @param rows rows received
 * @param written rows added, changed or removed
 * @param calls calls to the vendor, or null if they are not counted
 * @param asOf event time up to which all of its streams were read that ever were, or null
 */
record SystemResult(
        String system,
        Outlook outcome,
        int streams,
        long rows,
        long written,
        @Nullable Long calls,
        @Nullable Instant asOf) {

    /** How a system's part of a sync ended. */
    enum Outlook {
        OK,
        PARTIAL,
        FAILED,
        SKIPPED,
        HELD
    }

    /** Returns one result for each system, by ascending name. */
    static List<SystemResult> of(List<StreamResult> streams) {
        Map<String, List<StreamResult>> bySystem = new TreeMap<>();
        for (StreamResult stream : streams) {
            bySystem.computeIfAbsent(
                            stream.stream().substring(0, stream.stream().indexOf('/')), s -> new ArrayList<>())
                    .add(stream);
        }
        List<SystemResult> systems = new ArrayList<>();
        bySystem.forEach((system, all) -> systems.add(of(system, all)));
        return systems;
    }

    private static SystemResult of(String system, List<StreamResult> all) {
        List<StreamResult> asked =
                all.stream().filter(s -> s.outcome() != Outcome.SKIPPED).toList();
        boolean counted = all.stream().anyMatch(s -> s.calls() != null);
        return new SystemResult(
                system,
                outlook(asked),
                asked.size(),
                all.stream().mapToLong(StreamResult::rows).sum(),
                all.stream().mapToLong(s -> s.written().written()).sum(),
                counted
                        ? all.stream()
                                .map(StreamResult::calls)
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum()
                        : null,
                (asked.isEmpty() ? all : asked)
                        .stream()
                                .map(s -> s.completeness().asOf())
                                .filter(Objects::nonNull)
                                .min(Comparator.naturalOrder())
                                .orElse(null));
    }

    private static Outlook outlook(List<StreamResult> asked) {
        if (asked.isEmpty()) {
            return Outlook.SKIPPED;
        }
        if (asked.stream().allMatch(s -> s.outcome() == Outcome.HELD)) {
            return Outlook.HELD;
        }
        if (asked.stream().allMatch(s -> s.failed() || s.outcome() == Outcome.BACKING_OFF)) {
            return Outlook.FAILED;
        }
        boolean well = asked.stream()
                .allMatch(s -> (s.outcome() == Outcome.READ || s.outcome() == Outcome.NOT_DUE)
                        && s.completeness().state() == State.COMPLETE);
        return well ? Outlook.OK : Outlook.PARTIAL;
    }
}
