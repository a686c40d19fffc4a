package io.throughline.azure.logs;

import com.azure.core.util.Context;
import com.azure.monitor.query.LogsQueryClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.QueryTimeInterval;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.LogsBodyPolicy.BrokenAnswerException;
import io.throughline.azure.logs.LogsBodyPolicy.UnreadableAnswerException;
import io.throughline.core.telemetry.TimeWindow;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Log queries through azure-monitor-query, the newest client that can be had; its successor fits in here. */
public final class MonitorQueryLogsGateway implements LogsGateway, LogsClient {

    private final LogsQueryClient client;
    private final AzureFailures failures;

    /** Creates a gateway over the pipelines of a credential. */
    public MonitorQueryLogsGateway(AzurePipelines pipelines, AzureEndpoints endpoints, AzureFailures failures) {
        this.client = new LogsQueryClientBuilder()
                .endpoint(endpoints.logs() + "/v1")
                .pipeline(pipelines.logs(endpoints.logsScope(), new LogsBodyPolicy(AzurePipelines.MAX_LOG_BYTES)))
                .buildClient();
        this.failures = failures;
    }

    @Override
    public LogsResult query(String workspace, KqlQuery query, TimeWindow span) {
        LogsQuery.Builder asked = workspace.startsWith("/")
                ? LogsQuery.overResource(workspace, query.text(), span)
                : LogsQuery.overWorkspace(workspace, query.text(), span);
        return run(asked.build(), null);
    }

    @Override
    public LogsResult query(LogsQuery query) {
        return run(query, null);
    }

    @Override
    public LogsResult query(LogsQuery query, RowConsumer rows) {
        return run(query, Objects.requireNonNull(rows, "rows"));
    }

    private LogsResult run(LogsQuery query, @Nullable RowConsumer rows) {
        AzureCall call = call(query);
        CallNotes notes = new CallNotes();
        LogsCall reading = new LogsCall(rows, query.permissions());
        try {
            send(query, reading.context(notes));
        } catch (UnreadableAnswerException e) {
            throw failures.unreadable(call, notes, "", String.valueOf(e.getMessage()), e);
        } catch (BrokenAnswerException e) {
            throw failures.of(call, notes, new UncheckedIOException((java.io.IOException) e.getCause()));
        } catch (RuntimeException e) {
            if (reading.refused() != null) {
                throw reading.refused();
            }
            throw failures.of(call, notes, e);
        }
        return notes.decoded(LogsResult.class)
                .orElseThrow(() -> failures.unreadable(call, notes, "", "no answer came", null))
                .withThrottled(notes.throttled());
    }

    private void send(LogsQuery query, Context context) {
        QueryTimeInterval interval = new QueryTimeInterval(
                query.span().from().atOffset(ZoneOffset.UTC), query.span().to().atOffset(ZoneOffset.UTC));
        LogsQueryOptions options = new LogsQueryOptions()
                .setServerTimeout(query.serverTimeout())
                .setIncludeStatistics(query.statistics())
                .setIncludeVisualization(query.visualization())
                .setAllowPartialErrors(true);
        if (!query.moreWorkspaces().isEmpty()) {
            options.setAdditionalWorkspaces(query.moreWorkspaces());
        }
        String text = query.query().text();
        if (query.overResource()) {
            client.queryResourceWithResponse(query.target(), text, interval, options, context);
        } else {
            client.queryWorkspaceWithResponse(query.target(), text, interval, options, context);
        }
    }

    private static AzureCall call(LogsQuery query) {
        String target = query.target();
        if (query.overResource()) {
            return new AzureCall(
                    "query resource " + target,
                    "grant the role Reader (or Monitoring Reader) on " + target
                            + "; it takes up to 60 minutes to take effect",
                    "check the resource's ARM id");
        }
        return new AzureCall(
                "query workspace " + target,
                "grant the role Log Analytics Data Reader (or Log Analytics Reader) on workspace "
                        + String.join(", ", query.touches()) + "; it takes up to 60 minutes to take effect",
                "check the workspace's id: it is the 'Workspace ID' GUID on its overview page, or its ARM id");
    }
}
