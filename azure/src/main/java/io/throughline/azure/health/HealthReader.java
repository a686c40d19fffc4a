package io.throughline.azure.health;

import io.throughline.azure.health.AvailabilityStatus.RecentlyResolved;
import io.throughline.azure.health.AvailabilityStatus.RecommendedAction;
import io.throughline.azure.health.ServiceEvent.Impact;
import io.throughline.azure.health.ServiceEvent.Region;
import io.throughline.azure.internal.JsonPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what Resource Health and Service Health answer. */
final class HealthReader {

    private static final String PROVIDER = "/providers/microsoft.resourcehealth/";

    private HealthReader() {}

    static AvailabilityStatus status(JsonPart item) {
        String id = item.requiredText("id");
        int cut = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDER);
        if (cut <= 0) {
            throw item.fault("an id below a resource, was '" + id + "'");
        }
        JsonPart properties = item.part("properties");
        // The service writes it with one r; should it ever mend that, both are read.
        Instant occurred = properties.instant("occuredTime");
        return new AvailabilityStatus(
                id.substring(0, cut),
                item.text("name", "current"),
                item.text("location"),
                properties.text("availabilityState", "Unknown"),
                properties.text("title"),
                properties.text("summary"),
                properties.text("detailedStatus"),
                properties.text("reasonType"),
                properties.text("reasonChronicity"),
                properties.text("context"),
                properties.text("category"),
                properties.text("healthEventType"),
                properties.text("healthEventCause"),
                occurred == null ? properties.instant("occurredTime") : occurred,
                properties.instant("reportedTime"),
                properties.instant("rootCauseAttributionTime"),
                properties.instant("resolutionETA"),
                resolved(properties.part("recentlyResolved")),
                actions(properties));
    }

    private static @Nullable RecentlyResolved resolved(JsonPart part) {
        Instant from = part.instant("unavailableOccuredTime");
        Instant began = from == null ? part.instant("unavailableOccurredTime") : from;
        Instant ended = part.instant("resolvedTime");
        return began == null || ended == null
                ? null
                : new RecentlyResolved(began, ended, part.text("unavailableSummary"));
    }

    private static List<RecommendedAction> actions(JsonPart properties) {
        List<RecommendedAction> actions = new ArrayList<>();
        for (JsonPart action : properties.parts("recommendedActions")) {
            actions.add(new RecommendedAction(action.text("action", ""), action.text("actionUrl")));
        }
        return actions;
    }

    static ServiceEvent event(JsonPart item) {
        JsonPart properties = item.part("properties");
        List<Impact> impacts = new ArrayList<>();
        for (JsonPart impact : properties.parts("impact")) {
            List<Region> regions = new ArrayList<>();
            for (JsonPart region : impact.parts("impactedRegions")) {
                regions.add(new Region(
                        region.text("impactedRegion", "Global"),
                        region.text("status"),
                        region.strings("impactedSubscriptions"),
                        region.instant("lastUpdateTime")));
            }
            impacts.add(new Impact(impact.text("impactedService", ""), impact.text("impactedServiceGuid"), regions));
        }
        List<String> actions = new ArrayList<>();
        for (JsonPart action : properties.part("recommendedActions").parts("actions")) {
            String text = action.text("actionText");
            if (text != null) {
                actions.add(text);
            }
        }
        return new ServiceEvent(
                item.requiredText("name"),
                properties.text("eventType", "unknown"),
                properties.text("eventSource"),
                properties.text("status", "unknown"),
                properties.text("title"),
                properties.text("summary"),
                properties.text("header"),
                properties.text("level"),
                properties.text("eventLevel"),
                properties.instant("impactStartTime"),
                properties.instant("impactMitigationTime"),
                properties.instant("lastUpdateTime"),
                properties.whole("priority"),
                impacts,
                actions);
    }

    static ImpactedResource impacted(JsonPart item) {
        JsonPart properties = item.part("properties");
        SortedMap<String, String> info = new TreeMap<>();
        for (JsonPart one : properties.parts("info")) {
            info.put(one.text("key", ""), one.text("value", ""));
        }
        return new ImpactedResource(
                properties.requiredText("targetResourceId"),
                properties.text("targetResourceType"),
                properties.text("targetRegion"),
                info);
    }
}
