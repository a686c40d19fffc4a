package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who answered whom, by whole UTC days: so that an hour in which a callee gave no sign of life still knows it, and a
 * window is resolved the same whether it is read alone or within a longer one. Days that are over are asked for once in
 * a while only. Not thread-safe.
 */
final class CalleeDays {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST_DAYS = 64;

    private final Clock clock;
    private final Map<Key, Known> known = new LinkedHashMap<>();

    CalleeDays(Clock clock) {
        this.clock = clock;
    }

    private record Key(String workspace, TimeWindow day) {}

    private record Known(Callees callees, Instant askedAt) {}

    static TimeWindow dayOf(Instant instant) {
        return TimeWindow.onGrid(instant, DAY);
    }

    Callees of(WindowedLogs logs, Workspace workspace, TimeWindow day, ReadNotes notes) {
        Key key = new Key(workspace.id(), day);
        Instant now = clock.instant();
        Known before = known.get(key);
        if (before != null && now.isBefore(before.askedAt().plus(FRESH))) {
            return before.callees();
        }
        Callees callees = new Callees();
        // Without requests nobody answered; the stream of requests says so, this one need not.
        WindowedLogs.Outcome outcome = logs.read(
                new WindowedLogs.Read(
                        workspace.id(),
                        LogQueries.REQUESTS,
                        RequestsStream.STEP,
                        LogQueries::callees,
                        LogQueries::calleesSpan),
                day,
                callees::add);
        notes.throttled(outcome.throttled());
        known.remove(key);
        known.put(key, new Known(callees, now));
        if (known.size() > MOST_DAYS) {
            known.remove(known.keySet().iterator().next());
        }
        return callees;
    }
}
