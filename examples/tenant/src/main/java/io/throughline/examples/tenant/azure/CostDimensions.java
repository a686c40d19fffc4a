package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What a line of the bill says of itself, and which lines a filter wants. */
final class CostDimensions {

    private static final List<String> NAMES = List.of(
            "ResourceId",
            "ResourceGroup",
            "ResourceGroupName",
            "ResourceType",
            "ResourceLocation",
            "ServiceName",
            "MeterCategory",
            "MeterSubCategory",
            "MeterSubcategory",
            "Meter",
            "Product",
            "SubscriptionId",
            "SubscriptionName",
            "ChargeType",
            "PricingModel",
            "PublisherType",
            "ReservationName",
            "ReservationId",
            "BenefitName",
            "UnitOfMeasure");

    private final Manifest manifest;

    CostDimensions(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Returns a dimension's name as asked for, or refuses it if there is no such. */
    static String known(String name) {
        if (NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
            throw CostQuery.refused("Invalid query definition: Invalid dataset grouping: '" + name
                    + "'; valid values: '" + String.join("','", NAMES) + "'.");
        }
        return name;
    }

    /** Returns what a line says of a dimension. */
    String value(Bill.Line line, String dimension) {
        return switch (dimension.toLowerCase(Locale.ROOT)) {
            case "resourceid" -> line.resource().key();
            case "resourcegroup", "resourcegroupname" ->
                manifest.resourceGroup().toLowerCase(Locale.ROOT);
            case "resourcetype" -> line.resource().type();
            case "resourcelocation" -> manifest.region();
            case "servicename", "metercategory" -> line.meter().serviceName();
            case "metersubcategory", "product" -> line.meter().productName();
            case "meter" -> line.meter().meter();
            case "subscriptionid" -> manifest.subscription();
            case "subscriptionname" -> manifest.product() + " " + manifest.environment();
            case "chargetype" -> "Usage";
            case "pricingmodel" -> "OnDemand";
            case "publishertype" -> "Azure";
            case "unitofmeasure" -> line.meter().unit();
            default -> "";
        };
    }

    /** Returns the value of a tag of the line's resource; empty if it has none of this name. */
    String tag(String name) {
        Map<String, String> tags = Inventory.tags(manifest);
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Returns which lines a filter wants. */
    Predicate<Bill.Line> wanted(JsonNode filter) {
        if (filter.isMissingNode() || filter.isNull()) {
            return line -> true;
        }
        if (filter.has("and") || filter.has("or")) {
            boolean and = filter.has("and");
            JsonNode parts = filter.path(and ? "and" : "or");
            if (!parts.isArray() || parts.size() < 2) {
                throw CostQuery.refused("Invalid query definition: 'and' and 'or' need two or more items.");
            }
            List<Predicate<Bill.Line>> all = StreamSupport.stream(parts.spliterator(), false)
                    .map(this::wanted)
                    .toList();
            return line -> and
                    ? all.stream().allMatch(part -> part.test(line))
                    : all.stream().anyMatch(part -> part.test(line));
        }
        if (filter.has("dimensions")) {
            String name = known(filter.at("/dimensions/name").asText());
            return line -> contains(filter.path("dimensions"), value(line, name));
        }
        if (filter.has("tags")) {
            String name = filter.at("/tags/name").asText();
            return line -> contains(filter.path("tags"), tag(name));
        }
        throw CostQuery.refused("Invalid query definition: the filter cannot be read.");
    }

    private static boolean contains(JsonNode condition, String value) {
        if (!condition.path("operator").asText("").equalsIgnoreCase("In")) {
            throw CostQuery.refused("Invalid query definition: the only operator is In.");
        }
        return StreamSupport.stream(condition.path("values").spliterator(), false)
                .anyMatch(wanted -> wanted.asText().equalsIgnoreCase(value));
    }
}
