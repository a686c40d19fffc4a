package io.throughline.azure.alerts;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.JsonCalls;
import io.throughline.core.http.Origin;
import io.throughline.core.http.Timestamps;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts Management over the pipeline for Resource Manager, api-version 2019-05-05-preview. */
public final class RestAlertsGateway implements AlertsGateway {

    private static final int PAGE = 250;

    private final JsonCalls calls;
    private final URI resourceManager;
    private final AzureFailures failures;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public RestAlertsGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new JsonCalls(pipeline, failures);
        this.resourceManager = endpoints.resourceManager();
        this.failures = failures;
    }

    @Override
    public Listing list(String subscription, Instant modifiedSince) {
        AzureCall call = call(subscription);
        Optional<URI> next = Optional.of(first(subscription, DAYS_KEPT + "d", PAGE));
        Set<URI> seen = new HashSet<>();
        List<AzureAlert> alerts = new ArrayList<>();
        boolean throttled = false;
        while (next.isPresent()) {
            CallNotes notes = new CallNotes();
            if (!seen.add(next.get())) {
                throw failures.unreadable(call, notes, "/nextLink", "the pages go round in a circle", null);
            }
            JsonNode page = calls.get(next.get(), call, notes);
            throttled |= notes.throttled();
            next = nextLink(page, call, notes);
            for (JsonNode item : page.path("value")) {
                AzureAlert alert = alert(item, call, notes);
                if (alert.modifiedAt().isBefore(modifiedSince)) {
                    // Sorted by change: what follows is older still.
                    next = Optional.empty();
                } else {
                    alerts.add(alert);
                }
            }
        }
        return new Listing(alerts, throttled);
    }

    @Override
    public Listing probe(String subscription) {
        AzureCall call = call(subscription);
        CallNotes notes = new CallNotes();
        JsonNode page = calls.get(first(subscription, "1d", 1), call, notes);
        List<AzureAlert> alerts = new ArrayList<>();
        for (JsonNode item : page.path("value")) {
            alerts.add(alert(item, call, notes));
        }
        return new Listing(alerts, notes.throttled());
    }

    private URI first(String subscription, String range, int pageCount) {
        return URI.create(resourceManager + "/subscriptions/" + subscription
                + "/providers/Microsoft.AlertsManagement/alerts?api-version=2019-05-05-preview&timeRange=" + range
                + "&pageCount=" + pageCount + "&sortBy=lastModifiedDateTime&sortOrder=desc&includeContext=false");
    }

    /** The link may name the port and another version of the interface; it must not name another host. */
    private Optional<URI> nextLink(JsonNode page, AzureCall call, CallNotes notes) {
        String text = page.path("nextLink").asText("");
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI link = URI.create(text.replace(" ", "%20"));
            if (Origin.same(link, resourceManager)) {
                return Optional.of(link);
            }
        } catch (IllegalArgumentException e) {
            throw failures.unreadable(call, notes, "/nextLink", "no web address", e);
        }
        throw failures.unreadable(
                call, notes, "/nextLink", "it leads to another host than " + resourceManager + "; not followed", null);
    }

    private AzureAlert alert(JsonNode item, AzureCall call, CallNotes notes) {
        JsonNode essentials = item.path("properties").path("essentials");
        String id = text(item, "id");
        Instant started = instant(essentials, "startDateTime", call, notes);
        if (id == null || started == null) {
            throw failures.unreadable(call, notes, "/value", "an alert without id or startDateTime", null);
        }
        Instant modified = instant(essentials, "lastModifiedDateTime", call, notes);
        return new AzureAlert(
                id,
                Optional.ofNullable(text(item, "name")).orElse("unnamed alert"),
                Optional.ofNullable(text(essentials, "severity")).orElse("unknown"),
                Optional.ofNullable(text(essentials, "alertState")).orElse("unknown"),
                Optional.ofNullable(text(essentials, "monitorCondition")).orElse("unknown"),
                text(essentials, "monitorService"),
                text(essentials, "signalType"),
                text(essentials, "targetResource"),
                text(essentials, "alertRule"),
                text(essentials, "description"),
                started,
                modified == null ? started : modified,
                instant(essentials, "monitorConditionResolvedDateTime", call, notes));
    }

    private @Nullable Instant instant(JsonNode node, String name, AzureCall call, CallNotes notes) {
        String text = text(node, name);
        try {
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw failures.unreadable(
                    call, notes, "/value/properties/essentials/" + name, "a time, was '" + text + "'", e);
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static AzureCall call(String subscription) {
        return new AzureCall(
                "list alerts of subscription " + subscription,
                "grant the role Monitoring Reader on /subscriptions/" + subscription,
                "check the subscription's id");
    }
}
