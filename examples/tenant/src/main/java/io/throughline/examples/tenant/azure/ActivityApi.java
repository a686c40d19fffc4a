package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The activity log of the subscription; its pages are small on purpose. */
final class ActivityApi {

    private static final int LARGEST_PAGE = 8;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Pattern TERM = Pattern.compile("\\s*(\\w+)\\s+(eq|ge|le)\\s+'?([^']*?)'?\\s*");

    private final Manifest manifest;
    private final Replay replay;
    private final List<ActivityLog.Entry> entries;

    ActivityApi(Manifest manifest, Replay replay, List<ActivityLog.Entry> entries) {
        this.manifest = manifest;
        this.replay = replay;
        this.entries = List.copyOf(entries);
    }

    /** {@code GET /subscriptions/{id}/providers/Microsoft.Insights/eventtypes/management/values}. */
    WireResponse list(WireRequest request, String self) {
        Subscriptions.require(request, manifest);
        Predicate<ActivityLog.Entry> wanted =
                filter(request.parameter("$filter").orElse(""));
        Set<String> members = request.parameter("$select")
                .map(list ->
                        Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet()))
                .orElse(Set.of());
        List<ObjectNode> found = entries.stream()
                .filter(entry -> !replay.served(entry.readable()).isAfter(replay.now()))
                .filter(wanted)
                .map(entry -> members.isEmpty() ? item(entry) : item(entry).retain(members))
                .toList();
        return ArmPage.of(request, self, found, LARGEST_PAGE);
    }

    /** {@code GET /subscriptions/{id}/providers/Microsoft.Insights/activityLogAlerts}: no such rule was recorded. */
    WireResponse alertRules(WireRequest request, String self) {
        Subscriptions.require(request, manifest);
        return ArmPage.of(request, self, List.of(), LARGEST_PAGE);
    }

    private Predicate<ActivityLog.Entry> filter(String text) {
        Predicate<ActivityLog.Entry> all = entry -> true;
        boolean started = false;
        for (String part : text.isBlank() ? new String[0] : text.split("\\s+and\\s+", -1)) {
            Matcher term = TERM.matcher(part);
            if (!term.matches()) {
                throw refused("The filter cannot be read at '" + part + "'.");
            }
            started |= term.group(1).equals("eventTimestamp") && term.group(2).equals("ge");
            all = all.and(term(term.group(1), term.group(2), term.group(3)));
        }
        if (!started) {
            throw refused("The filter must give the start: eventTimestamp ge '…'.");
        }
        return all;
    }

    private Predicate<ActivityLog.Entry> term(String name, String operator, String value) {
        if (name.equals("eventTimestamp")) {
            Instant limit = instant(value);
            if (operator.equals("ge") && limit.isBefore(replay.now().minus(KEPT))) {
                throw refused("The start time cannot be more than 90 days in the past.");
            }
            return operator.equals("ge")
                    ? entry -> !replay.served(entry.at()).isBefore(limit)
                    : entry -> !replay.served(entry.at()).isAfter(limit);
        }
        if (!operator.equals("eq")) {
            throw refused("Only eq may stand after " + name + ".");
        }
        return switch (name) {
            case "resourceGroupName" -> entry -> manifest.resourceGroup().equalsIgnoreCase(value);
            case "resourceUri", "resourceId" -> entry -> entry.resourceId().equalsIgnoreCase(value);
            case "resourceProvider" -> entry -> "Microsoft.Web".equalsIgnoreCase(value);
            case "correlationId" -> entry -> entry.correlationId().equalsIgnoreCase(value);
            default -> throw refused("The filter does not know '" + name + "'.");
        };
    }

    private static Instant instant(String text) {
        try {
            return Timespan.instant(text);
        } catch (DateTimeException e) {
            throw refused("eventTimestamp is no time: " + text);
        }
    }

    private static Refusal refused(String message) {
        return AzureErrors.refusal(400, "BadRequest", message);
    }

    private ObjectNode item(ActivityLog.Entry entry) {
        String at = replay.served(entry.at()).toString();
        ObjectNode item = Json.object();
        item.set("authorization", ActivityLog.authorization(entry));
        item.put("caller", entry.caller()).put("channels", "Operation");
        item.putObject("claims").put("appid", entry.caller()).put("appidacr", "1");
        item.put("correlationId", entry.correlationId()).put("description", "");
        item.put("eventDataId", entry.eventDataId());
        named(item, "eventName", entry.eventName());
        named(item, "category", "Administrative");
        item.putObject("httpRequest").put("method", "POST");
        item.put("id", entry.resourceId() + "/events/" + entry.eventDataId() + "/ticks/" + ticks(entry));
        item.put("level", "Informational").put("resourceGroupName", manifest.resourceGroup());
        named(item, "resourceProviderName", "Microsoft.Web");
        named(item, "resourceType", "Microsoft.Web/sites");
        item.put("resourceId", entry.resourceId()).put("operationId", entry.correlationId());
        item.putObject("operationName").put("value", entry.operation()).put("localizedValue", "Swap Web App Slots");
        item.set("properties", ActivityLog.properties(entry, manifest));
        named(item, "status", entry.status());
        named(item, "subStatus", entry.subStatus());
        item.put("eventTimestamp", at);
        item.put("submissionTimestamp", replay.served(entry.readable()).toString());
        return item.put("subscriptionId", manifest.subscription()).put("tenantId", manifest.tenant());
    }

    /** Steps of 100 ns since the year 1. */
    private long ticks(ActivityLog.Entry entry) {
        Instant at = replay.served(entry.at());
        return (at.getEpochSecond() + 62_135_596_800L) * 10_000_000L + at.getNano() / 100;
    }

    private static void named(ObjectNode item, String member, String value) {
        item.putObject(member).put("value", value).put("localizedValue", value);
    }
}
