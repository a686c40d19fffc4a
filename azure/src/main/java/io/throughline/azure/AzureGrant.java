package io.throughline.azure;

import java.util.Locale;
import java.util.Objects;

/**
 * A role on a scope that a probe needs.
 *
 * @param role the built-in role's name
 * @param scope the ARM id of the scope
 */
record AzureGrant(String role, String scope) {

    AzureGrant {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
    }

    static AzureGrant onSubscription(String role, String subscription) {
        return new AzureGrant(role, "/subscriptions/" + subscription);
    }

    static AzureGrant onManagementGroup(String role, String group) {
        return new AzureGrant(role, "/providers/Microsoft.Management/managementGroups/" + group);
    }

    /** Workspaces are known by their GUID or their ARM id; the command looks the latter up where it is not given. */
    static AzureGrant onWorkspace(String role, String workspace) {
        return new AzureGrant(
                role,
                workspace.startsWith("/")
                        ? workspace
                        : "$(az monitor log-analytics workspace list --query \"[?customerId=='"
                                + workspace.toLowerCase(Locale.ROOT) + "'].id\" --output tsv)");
    }

    /** Returns the command that grants it, for somebody who may. */
    String command(AzureIdentity identity) {
        String principal = identity.objectId() != null ? identity.objectId() : "<object id of the credential>";
        return "az role assignment create --assignee-object-id " + quoted(principal) + " --role \"" + role
                + "\" --scope " + (scope.startsWith("$(") ? "\"" + scope + "\"" : quoted(scope));
    }

    /** Ids of Azure's need no quotes but for what people may have put into names. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
