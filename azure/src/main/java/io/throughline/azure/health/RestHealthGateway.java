package io.throughline.azure.health;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.ArmCalls;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.paging.AzurePages;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resource Health and Service Health over the pipeline for Resource Manager, api-version 2025-05-01. */
public final class RestHealthGateway implements HealthGateway {

    private static final String PROVIDER = "/providers/Microsoft.ResourceHealth";
    private static final String VERSION = "2025-05-01";
    /** The service reads days as they are written in the United States. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);

    private final ArmCalls calls;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public RestHealthGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new ArmCalls(pipeline, endpoints, failures);
    }

    @Override
    public AzurePages<AvailabilityStatus> list(String scope) {
        return calls.list(statuses(scope, ""), call("list the health of resources of", scope), HealthReader::status);
    }

    @Override
    public AvailabilityStatus current(String resourceId) {
        return HealthReader.status(calls.get(statuses(resourceId, "/current"), call("get the health of", resourceId)));
    }

    @Override
    public AzurePages<AvailabilityStatus> history(String resourceId) {
        return calls.list(
                statuses(resourceId, ""), call("list the earlier health of", resourceId), HealthReader::status);
    }

    @Override
    public AzurePages<ServiceEvent> events(String subscription, @Nullable Instant updatedSince) {
        Map<String, String> parameters = version();
        if (updatedSince != null) {
            parameters.put("queryStartTime", DAY.format(updatedSince.atOffset(ZoneOffset.UTC)));
        }
        String scope = "/subscriptions/" + subscription;
        return calls.list(
                calls.address(scope + PROVIDER + "/events", parameters),
                call("list service health events of", scope),
                HealthReader::event);
    }

    @Override
    public AzurePages<ImpactedResource> impactedResources(String subscription, String trackingId) {
        if (trackingId.contains("/") || trackingId.isBlank()) {
            throw new IllegalArgumentException("trackingId must be the id of one event, was '" + trackingId + "'");
        }
        String scope = "/subscriptions/" + subscription;
        return calls.list(
                calls.address(scope + PROVIDER + "/events/" + trackingId + "/impactedResources", version()),
                call("list resources concerned by event " + trackingId + " of", scope),
                HealthReader::impacted);
    }

    private URI statuses(String scope, String name) {
        String path = scope.strip().replaceAll("/+$", "");
        if (!path.toLowerCase(Locale.ROOT).startsWith("/subscriptions/")) {
            throw new IllegalArgumentException(
                    "scope must be the ARM id of a subscription, resource group or resource, was '" + scope + "'");
        }
        Map<String, String> parameters = version();
        parameters.put("$expand", "recommendedactions");
        return calls.address(path + PROVIDER + "/availabilityStatuses" + name, parameters);
    }

    private static Map<String, String> version() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", VERSION);
        return parameters;
    }

    private static AzureCall call(String what, String scope) {
        return new AzureCall(
                what + " " + scope,
                "grant the role Reader (or Monitoring Reader) on " + scope,
                "check the id; not every type of resource has a health");
    }
}
