package io.throughline.azure.stream;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import java.util.Locale;

/**
 * Names and makes entities. Whichever stream delivers one, it is the same to the last attribute: its provenance names the
 * stream it is at home in.
 */
final class AzureEntities {

    static final String SYSTEM = "azure";
    /** Attribute of a tag, followed by its name in lower case. */
    static final String TAG = "tag.";
    /** The plan that an application runs on, by its ARM id. */
    static final String RUNS_ON = "throughline.azure.plan";
    /** Azure's refinement of the type: {@code app,linux}, {@code functionapp}. */
    static final String RESOURCE_KIND = "throughline.resource.kind";

    /** OpenTelemetry's name for a queue, topic or hub. */
    private static final String DESTINATION = "messaging.destination.name";

    private static final String UNNAMED = "(unnamed role)";

    private final AzureEndpoints endpoints;

    AzureEntities(AzureEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    static EntityId resourceId(String armId) {
        return new EntityId(SYSTEM, "resource", AzureResource.keyOf(armId));
    }

    static EntityId roleId(Workspace workspace, String role) {
        return new EntityId(SYSTEM, "role", workspace.id() + "/" + nameOf(role));
    }

    static EntityId externalId(String type, String target) {
        return new EntityId(SYSTEM, "external", type + "/" + target);
    }

    Entity role(Workspace workspace, String role) {
        String name = nameOf(role);
        return new Entity(
                roleId(workspace, role),
                EntityKind.ROLE,
                name,
                null,
                workspace.environment(),
                Attributes.of(AttributeKeys.SERVICE_NAME, name),
                new Provenance(RequestsStream.NAME, workspace.id() + "/" + name, null));
    }

    Entity external(String type, String target) {
        return new Entity(
                externalId(type, target),
                EntityKind.EXTERNAL,
                target,
                null,
                null,
                Attributes.of(AttributeKeys.SERVER_ADDRESS, target),
                new Provenance(DependenciesStream.NAME, type + "/" + target, null));
    }

    /** A queue, topic or hub: the same whether it is seen as the target of a call or the source of a message. */
    Entity messaging(MessageDestination destination) {
        String key = destination.host() + "/" + destination.name();
        return new Entity(
                externalId("messaging", key),
                EntityKind.MESSAGING,
                destination.name(),
                null,
                null,
                Attributes.of(AttributeKeys.SERVER_ADDRESS, destination.host(), DESTINATION, destination.name()),
                new Provenance(DependenciesStream.NAME, "messaging/" + key, null));
    }

    Entity resource(AzureResource resource) {
        Attributes.Builder attributes = Attributes.builder()
                .put(AttributeKeys.RESOURCE_TYPE, resource.type())
                .put(AttributeKeys.CLOUD_RESOURCE_ID, resource.id())
                .put(AttributeKeys.CLOUD_REGION, resource.location().isEmpty() ? null : resource.location())
                .put(AttributeKeys.SERVER_ADDRESS, resource.defaultHostName())
                .put(RESOURCE_KIND, resource.kind())
                .put(RUNS_ON, resource.serverFarmId());
        if (resource.fullyQualifiedDomainName() != null) {
            attributes.put(AttributeKeys.SERVER_ADDRESS, resource.fullyQualifiedDomainName());
        }
        resource.tags().forEach((tag, value) -> attributes.put(TAG + tag.toLowerCase(Locale.ROOT), value));
        return new Entity(
                resourceId(resource.id()),
                ResourceKinds.kindOf(resource.type()),
                resource.name(),
                resource.tag("product"),
                resource.environment(),
                attributes.build(),
                new Provenance(ResourcesStream.NAME, resource.key(), endpoints.pageOf(resource.id())));
    }

    /** What has a cost and is not in the inventory: a subscription, or a resource that was deleted or is of no type there. */
    Entity costCentre(String key) {
        String[] parts = key.substring(key.startsWith("/") ? 1 : 0).split("/", -1);
        int provider = key.lastIndexOf("/providers/");
        String[] below = provider < 0
                ? new String[0]
                : key.substring(provider + "/providers/".length()).split("/", -1);
        StringBuilder type = new StringBuilder(below.length == 0 ? "" : below[0]);
        for (int i = 1; i < below.length; i += 2) {
            type.append('/').append(below[i]);
        }
        String name = parts[parts.length - 1].isBlank() ? key : parts[parts.length - 1];
        return new Entity(
                resourceId(key),
                below.length == 0 ? EntityKind.OTHER : ResourceKinds.kindOf(type.toString()),
                name,
                null,
                null,
                Attributes.builder()
                        .put(AttributeKeys.CLOUD_RESOURCE_ID, key)
                        .put(AttributeKeys.RESOURCE_TYPE, below.length == 0 ? null : type.toString())
                        .build(),
                new Provenance(CostStream.NAME, key, endpoints.pageOf(key)));
    }

    private static String nameOf(String role) {
        return role.isBlank() ? UNNAMED : role.strip();
    }
}
