package io.throughline.azure;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.stream.AzureStreams;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.http.SparingStreams;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamGate;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Azure as a source. Holds nothing that would have to be freed, as the HTTP client is the host's; closed it reads no more. */
final class AzureSource implements TelemetrySource {

    static final String ID = "azure";

    private final AzureClient client;
    private final AzureScope scope;
    private final ListedInventory inventory;
    private final AzureCheck check;
    private final List<TelemetryStream> streams;
    private final List<TelemetryStream> guarded;
    private final StreamGate gate = new StreamGate(ID);

    AzureSource(AzureClient client, AzureScope wanted, CostOptions cost, Clock clock, @Nullable Pseudonyms pseudonyms) {
        this(client, wanted, cost, clock, pseudonyms, new UnreadableItems());
    }

    AzureSource(
            AzureClient client,
            AzureScope wanted,
            CostOptions cost,
            Clock clock,
            @Nullable Pseudonyms pseudonyms,
            UnreadableItems unreadable) {
        this.client = client;
        this.scope = wanted.lookingUp(client.directory(), clock);
        this.inventory = new ListedInventory(client.resources());
        this.check = new AzureCheck(client, scope, cost, clock);
        this.streams = SparingStreams.of(
                AzureStreams.of(scope, client.endpoints(), client.gateways(inventory), cost, clock, pseudonyms),
                unreadable);
        this.guarded = gate.guard(streams);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<TelemetryStream> streams() {
        return guarded;
    }

    @Override
    public List<CheckResult> check() {
        return check.run();
    }

    @Override
    public SourcePlan plan(TimeWindow horizon, Duration every) {
        return new AzurePlan(scope, client, inventory, streams).make(horizon, every);
    }

    @Override
    public void close() {
        gate.close();
    }
}
