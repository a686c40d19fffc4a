package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.List;
import java.util.Locale;

/** The management groups: the one that every directory has, its root, which is called as the directory and holds the subscription. */
final class ManagementGroups {

    static final String ROOT = "Tenant Root Group";
    private static final String PREFIX = "providers/microsoft.management/managementgroups/";

    private ManagementGroups() {}

    /** Returns what is inside of a group; refuses others than the root. */
    static ResourceScope scope(String path, Manifest manifest) {
        String name = path.toLowerCase(Locale.ROOT).substring(PREFIX.length());
        if (!name.equalsIgnoreCase(manifest.tenant())) {
            throw AzureErrors.refusal(404, "NotFound", "The management group '" + name + "' cannot be found.");
        }
        return new ResourceScope("/subscriptions/" + manifest.subscription().toLowerCase(Locale.ROOT));
    }

    /** {@code GET /providers/Microsoft.Management/managementGroups}. */
    static WireResponse list(WireRequest request, String self, Manifest manifest) {
        return ArmPage.of(request, self, List.of(group(manifest)), 100);
    }

    /** {@code GET /providers/Microsoft.Management/managementGroups/{group}}. */
    static WireResponse get(WireRequest request, Manifest manifest) {
        scope(PREFIX + request.segment("group"), manifest);
        return AzureErrors.identified(WireResponse.json(200, group(manifest)));
    }

    private static ObjectNode group(Manifest manifest) {
        ObjectNode group = Json.object()
                .put("id", id(manifest))
                .put("type", "Microsoft.Management/managementGroups")
                .put("name", manifest.tenant());
        group.putObject("properties").put("tenantId", manifest.tenant()).put("displayName", ROOT);
        return group;
    }

    static String id(Manifest manifest) {
        return "/providers/Microsoft.Management/managementGroups/" + manifest.tenant();
    }
}
