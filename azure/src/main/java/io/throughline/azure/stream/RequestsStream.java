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
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Served requests of each role, by operation and minute: how many, how many failed, how long they took. */
final class RequestsStream extends LogStream {

    static final String NAME = "azure/requests";
    static final Duration STEP = Duration.ofMinutes(1);

    private final AzureEntities entities;

    RequestsStream(List<Workspace> workspaces, LogsGateway gateway, AzureEntities entities) {
        super(NAME, List.of(LogQueries.REQUESTS), workspaces, gateway);
        this.entities = entities;
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        StepSeries series = new StepSeries(STEP);
        TreeSet<String> roles = new TreeSet<>();
        WindowedLogs.Outcome outcome = logs.read(
                new WindowedLogs.Read(
                        workspace.id(), table(), STEP, part -> LogQueries.requests(part, STEP), this::span),
                window,
                rows -> {
                    for (int i = 0; i < rows.size(); i++) {
                        LogsTable.Row row = rows.row(i);
                        String role = row.text("AppRoleName").orElse("");
                        roles.add(role);
                        EntityId entity = AzureEntities.roleId(workspace, role);
                        Attributes dimensions = Attributes.of(
                                AttributeKeys.OPERATION, row.text("Name").orElse(""));
                        long step = row.instant("Step").orElseThrow().toEpochMilli();
                        series.at(entity, dimensions, step).add(row);
                        notes.sampled(
                                row.whole("Items").orElse(0),
                                row.whole("Stored").orElse(0));
                    }
                });
        notes.heard(workspace, table(), outcome);
        roles.forEach(role -> sink.entity(entities.role(workspace, role)));
        series.deliver(Metrics.REQUEST_DURATION, Metrics.REQUEST_COUNT, Metrics.REQUEST_FAILURES, sink);
    }
}
