package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.recording.Manifest;
import java.util.Locale;

/**
 * What a path of Resource Manager is about: the subscription, its resource group, or one resource. Case does not matter.
 *
 * @param prefix of the ids of what is inside, lower case
 */
record ResourceScope(String prefix) {

    /**
     * Reads what stands before {@code /providers/…}.
     *
     * @param path as {@code subscriptions/…}, with or without a slash before it
     */
    static ResourceScope of(String path, Manifest manifest, Inventory inventory) {
        String id = (path.startsWith("/") ? path : "/" + path).toLowerCase(Locale.ROOT);
        String subscription = "/subscriptions/" + manifest.subscription().toLowerCase(Locale.ROOT);
        String group =
                subscription + "/resourcegroups/" + manifest.resourceGroup().toLowerCase(Locale.ROOT);
        if (id.equals(subscription) || id.equals(group) || inventory.find(id).isPresent()) {
            return new ResourceScope(id);
        }
        if (!id.startsWith(subscription + "/")) {
            throw AzureErrors.refusal(
                    404, "SubscriptionNotFound", "The subscription of '" + path + "' could not be found.");
        }
        if (id.startsWith(group + "/")) {
            throw AzureErrors.refusal(404, "ResourceNotFound", "The Resource '" + path + "' was not found.");
        }
        throw AzureErrors.refusal(
                404, "ResourceGroupNotFound", "The resource group of '" + path + "' could not be found.");
    }

    /** Tells whether an ARM id is this or inside. */
    boolean contains(String armId) {
        String id = armId.toLowerCase(Locale.ROOT);
        return id.equals(prefix) || id.startsWith(prefix + "/");
    }

    /** Tells whether this is one resource rather than a group or a subscription. */
    boolean isResource() {
        return prefix.contains("/providers/");
    }
}
