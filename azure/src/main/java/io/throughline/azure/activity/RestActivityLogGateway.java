package io.throughline.azure.activity;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.ArmCalls;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallPace;
import io.throughline.azure.paging.AzurePages;
import io.throughline.core.http.Waiter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The activity log over the pipeline for Resource Manager, api-version 2015-04-01: still the only one. */
public final class RestActivityLogGateway implements ActivityLogGateway {

    private final ArmCalls calls;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public RestActivityLogGateway(
            HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures, Waiter waiter) {
        this.calls = new ArmCalls(pipeline, endpoints, failures, CallPace.of(CALLS_AT_ONCE, WITHIN, waiter));
    }

    @Override
    public AzurePages<ActivityEntry> list(ActivityQuery query) {
        String scope = "/subscriptions/" + query.subscription();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", "2015-04-01");
        parameters.put("$filter", query.filter());
        if (!query.fields().isEmpty()) {
            parameters.put("$select", String.join(",", query.fields()));
        }
        return calls.list(
                calls.address(scope + "/providers/microsoft.insights/eventtypes/management/values", parameters),
                new AzureCall(
                        "list the activity log of subscription " + query.subscription(),
                        "grant the role Reader (or Monitoring Reader) on " + scope
                                + " (action Microsoft.Insights/eventtypes/values/read)",
                        "check the subscription's id"),
                EntryReader::entry);
    }
}
