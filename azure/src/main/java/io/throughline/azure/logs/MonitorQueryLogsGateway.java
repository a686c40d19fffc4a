package io.throughline.azure.logs;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.monitor.query.LogsQueryClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.QueryTimeInterval;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.LogsBodyPolicy.UnreadableAnswerException;
import io.throughline.core.telemetry.TimeWindow;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** Log queries through azure-monitor-query, the newest client that can be had; its successor fits in here. */
public final class MonitorQueryLogsGateway implements LogsGateway {

    /** What the service may take for one query; the longest it allows is ten minutes. */
    private static final Duration SERVER_TIMEOUT = Duration.ofMinutes(3);

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern ARM_ID = Pattern.compile("(?i)/subscriptions/[0-9a-f-]{1,64}/resourcegroups/[^/?#%]+"
            + "/providers/microsoft\\.operationalinsights/workspaces/[A-Za-z0-9-]+");

    private final LogsQueryClient client;
    private final AzureFailures failures;

    /** Creates a gateway over the pipelines of a credential. */
    public MonitorQueryLogsGateway(AzurePipelines pipelines, AzureEndpoints endpoints, AzureFailures failures) {
        List<HttpPipelinePolicy> outer = List.of(new LogsBodyPolicy());
        this.client = new LogsQueryClientBuilder()
                .endpoint(endpoints.logs() + "/v1")
                .pipeline(pipelines.logs(endpoints.logsScope(), outer))
                .buildClient();
        this.failures = failures;
    }

    @Override
    public LogsResult query(String workspace, KqlQuery query, TimeWindow span) {
        boolean byArmId = ARM_ID.matcher(workspace).matches();
        if (!byArmId && !WORKSPACE.matcher(workspace).matches()) {
            throw new IllegalArgumentException(
                    "workspace must be the GUID or the ARM id of a Log Analytics workspace, was '" + workspace + "'");
        }
        AzureCall call = new AzureCall(
                "query workspace " + workspace,
                "grant the role Log Analytics Data Reader (or Log Analytics Reader) on workspace " + workspace
                        + "; it takes up to 60 minutes to take effect",
                "check the workspace's id: it is the 'Workspace ID' GUID on its overview page, or its ARM id");
        CallNotes notes = new CallNotes();
        try {
            QueryTimeInterval interval = new QueryTimeInterval(
                    span.from().atOffset(ZoneOffset.UTC), span.to().atOffset(ZoneOffset.UTC));
            LogsQueryOptions options =
                    new LogsQueryOptions().setServerTimeout(SERVER_TIMEOUT).setAllowPartialErrors(true);
            if (byArmId) {
                client.queryResourceWithResponse(workspace, query.text(), interval, options, notes.context());
            } else {
                client.queryWorkspaceWithResponse(workspace, query.text(), interval, options, notes.context());
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof UnreadableAnswerException) {
                throw failures.unreadable(
                        call, notes, "", String.valueOf(e.getCause().getMessage()), e);
            }
            throw failures.of(call, notes, e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
        return notes.decoded(LogsResult.class)
                .orElseThrow(() -> failures.unreadable(call, notes, "", "no answer came", null))
                .withThrottled(notes.throttled());
    }
}
