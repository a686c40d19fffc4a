package io.throughline.azure.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.activity.ActivityEntry;
import io.throughline.azure.activity.ActivityEntry.Caller;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes changes of operations. Immutable. */
final class ChangeEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEPLOYMENT = "/providers/microsoft.resources/deployments/";

    private final AzureEndpoints endpoints;
    private final @Nullable Pseudonyms pseudonyms;

    ChangeEvents(AzureEndpoints endpoints, @Nullable Pseudonyms pseudonyms) {
        this.endpoints = endpoints;
        this.pseudonyms = pseudonyms;
    }

    /**
     * A size as a resource tells it.
     *
     * @param name the size of one instance, {@code P1v3}
     * @param instances how many, or null
     */
    private record Size(String name, @Nullable Long instances) {}

    /** Health, advice and alerts are written to the log, too, but change nothing. */
    boolean changesSomething(ActivityEntry entry) {
        String operation = entry.operation();
        String category = entry.category() == null ? "Administrative" : entry.category();
        return operation != null
                && (category.equalsIgnoreCase("Administrative") || category.equalsIgnoreCase("Autoscale"))
                && ChangeKinds.of(operation, false).isPresent();
    }

    /** Returns the ARM id of what was changed: an autoscale setting changes what it scales. */
    @Nullable
    String touched(ActivityEntry entry) {
        String scaled = entry.properties().get("ResourceName");
        if ("Autoscale".equalsIgnoreCase(entry.category()) && scaled != null && scaled.startsWith("/subscriptions/")) {
            return scaled;
        }
        String id = entry.resourceId();
        // A deployment is no thing of its own, but what happens to its group.
        int at = id == null ? -1 : id.toLowerCase(Locale.ROOT).indexOf(DEPLOYMENT);
        return id != null && at > 0 ? id.substring(0, at) : id;
    }

    Change change(Operation operation, @Nullable String touched, @Nullable AzureResource target) {
        ActivityEntry entry = operation.telling();
        String id = target != null ? target.id() : touched != null ? touched : "/subscriptions";
        Optional<Size> size = size(entry);
        Change.Type type =
                ChangeKinds.of(operation.operation(), size.isPresent()).orElse(Change.Type.CONFIGURATION);
        Attributes.Builder attributes = Attributes.builder()
                .put("throughline.azure.operation", entry.operation())
                .put("throughline.azure.correlation.id", entry.correlationId())
                .put("throughline.azure.substatus", entry.subStatus())
                .put(AttributeKeys.CLOUD_RESOURCE_ID, entry.resourceId());
        size.ifPresent(told -> {
            attributes.put("throughline.azure.sku", told.name());
            if (told.instances() != null) {
                attributes.put("throughline.azure.instances", told.instances());
            }
        });
        instances(entry, attributes);
        who(entry.caller(), attributes);
        return new Change(
                new EventHeader(
                        AzureEntities.resourceId(id),
                        target == null ? null : target.environment(),
                        operation.first(),
                        operation.last(),
                        title(entry, type == Change.Type.SCALING ? size : Optional.empty()),
                        attributes.build(),
                        new Provenance(ChangesStream.NAME, operation.id(), page(id))),
                type,
                null,
                null,
                operation.outcome(),
                List.of());
    }

    /** People by a keyed hash or not at all; applications by their id. */
    private void who(@Nullable Caller caller, Attributes.Builder attributes) {
        if (caller == null) {
            return;
        }
        if (caller.person() && caller.name() != null && pseudonyms != null) {
            attributes.put("throughline.azure.caller", pseudonyms.of(caller.name()));
        }
        attributes.put("throughline.azure.caller.kind", caller.person() ? "person" : "application");
        String application = caller.applicationId() != null || caller.person() ? caller.applicationId() : caller.name();
        attributes.put("throughline.azure.caller.application", application);
    }

    private static void instances(ActivityEntry entry, Attributes.Builder attributes) {
        attributes
                .put("throughline.azure.instances.before", entry.properties().get("OldInstancesCount"))
                .put("throughline.azure.instances.after", entry.properties().get("NewInstancesCount"));
    }

    private static String title(ActivityEntry entry, Optional<Size> size) {
        String operation = entry.operation() == null ? "" : entry.operation();
        String label = entry.operationLabel() == null || entry.operationLabel().isBlank()
                ? operation
                : entry.operationLabel().strip();
        String id = entry.resourceId() == null ? "" : entry.resourceId();
        String name = id.substring(id.lastIndexOf('/') + 1);
        return label
                + (name.isBlank() ? "" : ": " + name)
                + size.map(told ->
                                " (" + told.name() + (told.instances() == null ? "" : " × " + told.instances()) + ")")
                        .orElse("");
    }

    /** The body of what was written, or asked to be, tells its size. */
    private static Optional<Size> size(ActivityEntry entry) {
        return Stream.of("responseBody", "requestbody", "requestBody")
                .flatMap(name -> Stream.ofNullable(entry.properties().get(name)))
                .filter(body -> body.startsWith("{"))
                .flatMap(body -> sizeIn(body).stream())
                .findFirst();
    }

    private static Optional<Size> sizeIn(String body) {
        try {
            JsonNode sku = JSON.readTree(body).path("sku");
            String size = sku.path("name").asText("");
            JsonNode instances = sku.path("capacity");
            return size.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Size(size, instances.isIntegralNumber() ? instances.longValue() : null));
        } catch (JsonProcessingException e) {
            // Bodies are cut at some length; then there is none to read.
            return Optional.empty();
        }
    }

    private @Nullable URI page(String armId) {
        try {
            return endpoints.pageOf(armId);
        } catch (IllegalArgumentException e) {
            // A name that no address can hold.
            return null;
        }
    }
}
