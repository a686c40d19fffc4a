package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.JsonCalls;
import java.net.URI;

/** Subscriptions as Resource Manager shows them. Thread-safe. */
public final class Subscriptions {

    private final JsonCalls calls;
    private final URI resourceManager;

    /**
     * A subscription.
     *
     * @param id its GUID
     * @param name the name people gave it
     * @param state the service's word: {@code Enabled}, {@code Disabled}, {@code Warned}…
     */
    public record Subscription(String id, String name, String state) {}

    /** Creates the calls over the pipeline for Resource Manager. */
    public Subscriptions(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new JsonCalls(pipeline, failures);
        this.resourceManager = endpoints.resourceManager();
    }

    /**
     * Returns a subscription; one request.
     *
     * @throws io.throughline.core.http.SourceException if it cannot be seen
     */
    public Subscription get(String id) {
        AzureCall call = new AzureCall(
                "get subscription " + id,
                "grant the role Reader (or Monitoring Reader) on /subscriptions/" + id,
                "the id is wrong, or the credential has no role on it: grant Reader on /subscriptions/" + id);
        JsonNode body = calls.get(
                URI.create(resourceManager + "/subscriptions/" + id + "?api-version=2022-12-01"),
                call,
                new CallNotes());
        return new Subscription(
                id, body.path("displayName").asText(id), body.path("state").asText("unknown"));
    }
}
