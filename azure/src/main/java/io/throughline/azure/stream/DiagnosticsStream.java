package io.throughline.azure.stream;

import io.throughline.azure.logs.DiagnosticsQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsResult;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.stream.DiagnosticKinds.Kind;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which resources send logs at all: nothing but notes, one for each type of resources of which some send none, with the
 * command that turns them on. What a resource sends to no workspace of the scope counts as not sent.
 */
final class DiagnosticsStream implements RevisedStream {

    static final String NAME = "azure/diagnostics";

    private static final String WHOLE = "whole";
    private static final String WORKSPACE_TYPE = "microsoft.operationalinsights/workspaces";
    private static final Duration LOOKBACK = Duration.ofDays(1);

    private final List<Workspace> workspaces;
    private final LogsGateway gateway;
    private final Supplier<InventoryIndex> inventory;
    private final TableIndex index;

    DiagnosticsStream(
            List<Workspace> workspaces, LogsGateway gateway, Supplier<InventoryIndex> inventory, TableIndex index) {
        this.workspaces = List.copyOf(workspaces);
        this.gateway = gateway;
        this.inventory = inventory;
        this.index = index;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        double syncsPerHour = Duration.ofHours(1).toMillis() / (double) every.toMillis();
        boolean lookUps = index.countsFor(NAME);
        long calls = 0;
        for (Workspace workspace : workspaces) {
            calls += tables(index.forPlan(workspace)).isEmpty() ? 0 : 1;
        }
        return Optional.of(new StreamPlan(
                NAME,
                DiagnosticKinds.tables(),
                Duration.ofMinutes(10),
                LOOKBACK,
                calls + (lookUps ? workspaces.size() : 0),
                syncsPerHour * calls + (lookUps ? workspaces.size() * TableIndex.lookUpsPerHour(syncsPerHour) : 0),
                List.of("tells only which resources sent logs on the last day")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        TimeWindow lately = TimeWindow.endingAt(horizon.to(), LOOKBACK);
        Set<String> senders = new TreeSet<>();
        for (Workspace workspace : workspaces) {
            List<String> tables = tables(index.of(workspace));
            if (!tables.isEmpty()) {
                LogsResult answer = gateway.query(workspace.id(), DiagnosticsQueries.senders(tables, lately), lately);
                notes.throttled(answer.throttled());
                for (int i = 0; i < answer.table().size(); i++) {
                    answer.table()
                            .row(i)
                            .text("Resource")
                            .map(AzureResource::keyOf)
                            .ifPresent(senders::add);
                }
            }
        }
        InventoryIndex known = inventory.get();
        for (Kind kind : DiagnosticKinds.ALL) {
            List<AzureResource> all =
                    known.resources().stream().filter(kind::concerns).toList();
            List<AzureResource> silent =
                    all.stream().filter(resource -> !sends(resource, senders)).toList();
            if (!silent.isEmpty()) {
                AzureResource example = silent.get(0);
                notes.say("diagnostics not enabled for " + silent.size() + " of " + all.size() + " resources of type "
                        + kind.type() + ", for example " + example.name() + ": "
                        + kind.command(example, workspace(known)));
            }
        }
        return new Revisions(WHOLE, false, notes.completeness(horizon.to()));
    }

    private static List<String> tables(TableIndex.Tables present) {
        return DiagnosticKinds.tables().stream().filter(present::has).toList();
    }

    /** What a resource's part sends, such as a slot of an application, is sent for it. */
    private static boolean sends(AzureResource resource, Set<String> senders) {
        return senders.contains(resource.key())
                || senders.stream().anyMatch(sender -> sender.startsWith(resource.key() + "/"));
    }

    private String workspace(InventoryIndex known) {
        List<AzureResource> found = known.resources().stream()
                .filter(resource -> resource.type().equals(WORKSPACE_TYPE))
                .toList();
        // The inventory does not list the id that the query service knows a workspace by.
        return found.size() == 1 && workspaces.size() == 1
                ? found.get(0).id()
                : "<ARM id of workspace " + workspaces.get(0).id() + ">";
    }
}
