package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Exceptions of each role, by type and minute. */
final class ExceptionsStream extends LogStream {

    static final String NAME = "azure/exceptions";

    private static final Duration STEP = Duration.ofMinutes(1);

    private final AzureEntities entities;

    ExceptionsStream(List<Workspace> workspaces, LogsGateway gateway, AzureEntities entities) {
        super(NAME, List.of(LogQueries.EXCEPTIONS), workspaces, gateway);
        this.entities = entities;
    }

    @Override
    public Duration longestRead() {
        return WHOLE_DAY;
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        TreeMap<SeriesKey, TreeMap<Long, Double>> counts = new TreeMap<>();
        TreeSet<String> roles = new TreeSet<>();
        WindowedLogs.Outcome outcome = logs.read(
                new WindowedLogs.Read(
                        workspace.id(), table(), STEP, part -> LogQueries.exceptions(part, STEP), this::span),
                window,
                rows -> {
                    for (int i = 0; i < rows.size(); i++) {
                        LogsTable.Row row = rows.row(i);
                        long items = row.whole("Items").orElse(0);
                        String role = row.text("AppRoleName").orElse("");
                        roles.add(role);
                        counts.computeIfAbsent(key(workspace, role, row), key -> new TreeMap<>())
                                .merge(row.instant("Step").orElseThrow().toEpochMilli(), (double) items, Double::sum);
                        notes.sampled(items, row.whole("Stored").orElse(0));
                    }
                });
        notes.heard(workspace, table(), outcome);
        roles.forEach(role -> sink.entity(entities.role(workspace, role)));
        counts.forEach((key, steps) -> sink.series(NumberSeries.owning(
                key,
                STEP,
                steps.keySet().stream().mapToLong(Long::longValue).toArray(),
                steps.values().stream().mapToDouble(Double::doubleValue).toArray())));
    }

    private static SeriesKey key(Workspace workspace, String role, LogsTable.Row row) {
        EntityId entity = AzureEntities.roleId(workspace, role);
        Attributes type = Attributes.builder()
                .put(
                        AttributeKeys.EXCEPTION_TYPE,
                        row.text("ExceptionType")
                                .filter(text -> !text.isBlank())
                                .orElse(null))
                .build();
        return new SeriesKey(entity, Metrics.ERROR_COUNT, Unit.ERRORS, SeriesKind.DELTA, type);
    }
}
