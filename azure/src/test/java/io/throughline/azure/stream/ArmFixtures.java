package io.throughline.azure.stream;

import io.throughline.azure.activity.ActivityEntry;
import io.throughline.azure.activity.ActivityLogGateway;
import io.throughline.azure.activity.ActivityQuery;
import io.throughline.azure.health.AvailabilityStatus;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.health.ImpactedResource;
import io.throughline.azure.health.ServiceEvent;
import io.throughline.azure.paging.AzurePages;
import io.throughline.azure.resources.AzureResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resources, and gateways that answer from lists. */
final class ArmFixtures {

    static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";

    private ArmFixtures() {}

    static AzureResource resource(String type, String name, String region) {
        return new AzureResource(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-shop/providers/" + type + "/" + name,
                name,
                type,
                region,
                "rg-shop",
                SUBSCRIPTION,
                null,
                new TreeMap<>(Map.of("environment", "live")),
                null,
                null,
                null);
    }

    /** Tells what it was given. */
    static final class FakeHealth implements HealthGateway {

        final List<AvailabilityStatus> statuses = new ArrayList<>();
        final List<ServiceEvent> events = new ArrayList<>();
        final List<@Nullable Instant> askedSince = new ArrayList<>();
        int lists;

        @Override
        public AzurePages<AvailabilityStatus> list(String scope) {
            lists++;
            return AzurePages.of(statuses);
        }

        @Override
        public AvailabilityStatus current(String resourceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AzurePages<AvailabilityStatus> history(String resourceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AzurePages<ServiceEvent> events(String subscription, @Nullable Instant updatedSince) {
            askedSince.add(updatedSince);
            return AzurePages.of(events);
        }

        @Override
        public AzurePages<ImpactedResource> impactedResources(String subscription, String trackingId) {
            throw new UnsupportedOperationException();
        }
    }

    /** A log from which entries can be read once they arrived, the latest first. */
    static final class FakeActivity implements ActivityLogGateway {

        final List<ActivityEntry> log = new ArrayList<>();
        final List<ActivityQuery> asked = new ArrayList<>();

        @Override
        public AzurePages<ActivityEntry> list(ActivityQuery query) {
            asked.add(query);
            return AzurePages.of(log.stream()
                    .filter(entry -> !entry.at().isBefore(query.window().from())
                            && !entry.at().isAfter(query.window().to()))
                    .sorted(Comparator.comparing(ActivityEntry::at).reversed())
                    .toList());
        }
    }

    static ActivityEntry entry(
            String correlation,
            String operation,
            String status,
            String at,
            @Nullable String resourceId,
            Map<String, String> properties) {
        return entry(correlation, operation, status, at, resourceId, "Administrative", null, properties);
    }

    static ActivityEntry entry(
            String correlation,
            String operation,
            String status,
            String at,
            @Nullable String resourceId,
            String category,
            ActivityEntry.@Nullable Caller caller,
            Map<String, String> properties) {
        Instant instant = Instant.parse(at);
        return new ActivityEntry(
                resourceId + "/events/" + (correlation + status + at).toLowerCase(Locale.ROOT) + "/ticks/1",
                null,
                instant,
                null,
                operation,
                null,
                category,
                status,
                null,
                null,
                null,
                correlation,
                correlation,
                resourceId,
                null,
                null,
                null,
                caller,
                new TreeMap<>(properties));
    }
}
