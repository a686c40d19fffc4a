package io.throughline.examples.cli;

import io.throughline.core.store.WriteResult;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a sync did, as one object for programs; the names are stable, what is not known is null. */
final class SyncJson {

    private final SyncReport report;
    private final Instant now;

    SyncJson(SyncReport report, Instant now) {
        this.report = report;
        this.now = now;
    }

    /**
     * Returns the object.
     *
     * @param took how long it took
     * @param exit the code with which the command ends
     */
    String text(Duration took, int exit) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("request", request(report.request()));
        all.put("startedAt", now.toString());
        all.put("durationMillis", took.toMillis());
        all.put("interrupted", exit == ExitCode.INTERRUPTED);
        all.put("streams", report.streams().stream().map(this::stream).toList());
        all.put(
                "systems",
                SystemResult.of(report.streams()).stream().map(this::system).toList());
        all.put("totals", totals());
        all.put("nextDue", text(report.nextDue()));
        all.put("exitCode", exit);
        return JsonText.of(all);
    }

    private static Map<String, @Nullable Object> request(SyncRequest request) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("since", request.horizon().from().toString());
        object.put("until", request.horizon().to().toString());
        object.put("only", new TreeSet<>(request.only()));
        object.put("skip", new TreeSet<>(request.skip()));
        object.put("force", request.force());
        object.put("dryRun", request.dryRun());
        object.put("maxCalls", request.maxCalls());
        object.put("dueOnly", request.dueOnly());
        return object;
    }

    private Map<String, @Nullable Object> stream(StreamResult result) {
        StreamCompleteness told = result.completeness();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("stream", result.stream());
        object.put("outcome", word(result.outcome()));
        object.put("state", word(told.state()));
        object.put("reads", result.reads());
        object.put("rows", result.rows());
        putWritten(object, result.written());
        object.put("calls", result.calls());
        object.put("setAside", result.setAside());
        object.put("asOf", text(told.asOf()));
        object.put("ageSeconds", age(told.asOf()));
        object.put("truncated", told.truncated());
        object.put("throttled", told.throttled());
        object.put("samplingFactor", told.samplingFactor());
        object.put("notes", told.notes());
        object.put("error", result.error());
        object.put("category", result.category() == null ? null : word(result.category()));
        return object;
    }

    private Map<String, @Nullable Object> system(SystemResult system) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("system", system.system());
        object.put("outcome", word(system.outcome()));
        object.put("streams", system.streams());
        object.put("rows", system.rows());
        object.put("written", system.written());
        object.put("calls", system.calls());
        object.put("asOf", text(system.asOf()));
        object.put("ageSeconds", age(system.asOf()));
        return object;
    }

    private Map<String, @Nullable Object> totals() {
        List<StreamResult> streams = report.streams();
        List<Long> calls = streams.stream()
                .map(StreamResult::calls)
                .filter(Objects::nonNull)
                .toList();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("streams", streams.size());
        object.put("rows", streams.stream().mapToLong(StreamResult::rows).sum());
        putWritten(object, report.written());
        object.put(
                "calls",
                calls.isEmpty()
                        ? null
                        : calls.stream().mapToLong(Long::longValue).sum());
        object.put(
                "setAside", streams.stream().mapToLong(StreamResult::setAside).sum());
        return object;
    }

    private static void putWritten(Map<String, @Nullable Object> object, WriteResult written) {
        object.put("written", written.written());
        object.put("added", written.added());
        object.put("changed", written.changed());
        object.put("removed", written.removed());
        object.put("unchanged", written.unchanged());
    }

    private @Nullable Long age(@Nullable Instant asOf) {
        return asOf == null ? null : Math.max(0, Duration.between(asOf, now).toSeconds());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
