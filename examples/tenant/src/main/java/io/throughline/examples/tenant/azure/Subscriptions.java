package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;

/** The one subscription of the directory. */
final class Subscriptions {

    private Subscriptions() {}

    /** Refuses a path that names another subscription. */
    static void require(WireRequest request, Manifest manifest) {
        String asked = request.segment("subscription");
        if (!asked.equalsIgnoreCase(manifest.subscription())) {
            throw AzureErrors.refusal(
                    404, "SubscriptionNotFound", "The subscription '" + asked + "' could not be found.");
        }
    }

    static WireResponse get(WireRequest request, Manifest manifest) {
        require(request, manifest);
        return AzureErrors.identified(WireResponse.json(200, subscription(manifest)));
    }

    static WireResponse list(Manifest manifest) {
        ObjectNode body = Json.object();
        body.putArray("value").add(subscription(manifest));
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private static ObjectNode subscription(Manifest manifest) {
        return Json.object()
                .put("id", "/subscriptions/" + manifest.subscription())
                .put("subscriptionId", manifest.subscription())
                .put("tenantId", manifest.tenant())
                .put("displayName", manifest.product() + " " + manifest.environment())
                .put("state", "Enabled");
    }
}
