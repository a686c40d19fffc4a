package io.throughline.azure.stream;

import io.throughline.azure.cost.CostType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is read of costs.
 *
 * @param enabled whether anything is
 * @param types what counts as cost, each as a metric of its own
 * @param groupBy the dimension that a resource's costs are told apart by
 * @param metersPerResource how many values of that dimension a resource of the inventory is billed under on a day, on the
 *     average; only for the plan's number of pages
 */
public record CostOptions(boolean enabled, Set<CostType> types, String groupBy, int metersPerResource) {

    /** Dimensions that costs can be told apart by. */
    public static final List<String> GROUPS = List.of(
            "MeterCategory",
            "MeterSubCategory",
            "Meter",
            "ServiceName",
            "ServiceFamily",
            "ChargeType",
            "PricingModel",
            "PublisherType",
            "ReservationName",
            "ResourceLocation");

    public CostOptions {
        if (!GROUPS.contains(groupBy)) {
            throw new IllegalArgumentException("groupBy must be one of " + GROUPS + ", was '" + groupBy + "'");
        }
        if (types.isEmpty() || types.contains(CostType.USAGE)) {
            throw new IllegalArgumentException("types must be actual, amortized or both, was " + types);
        }
        if (metersPerResource < 1) {
            throw new IllegalArgumentException("metersPerResource must be at least 1, was " + metersPerResource);
        }
        types = java.util.Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /**
     * Returns actual and amortized cost by meter category. Of the resources of an inventory many cost nothing and some are
     * billed under several categories, so one each is reckoned with.
     */
    public static CostOptions standard() {
        return new CostOptions(true, EnumSet.of(CostType.ACTUAL, CostType.AMORTIZED), "MeterCategory", 1);
    }

    /** Returns the attribute that holds the value of {@link #groupBy}: {@code throughline.azure.meter.category}. */
    String attribute() {
        return "throughline.azure" + groupBy.replaceAll("(?=[A-Z])", ".").toLowerCase(java.util.Locale.ROOT);
    }
}
