package io.throughline.azure;

import io.throughline.azure.cost.CostType;
import io.throughline.azure.cost.RestCostGateway;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.config.ConfigSection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The section {@code azure.cost}.
 *
 * @param options what is read
 * @param clientType how calls name their maker
 */
record CostSettings(CostOptions options, String clientType) {

    private static final int MOST_METERS = 1000;

    static CostSettings read(ConfigSection cost) {
        CostOptions standard = CostOptions.standard();
        boolean enabled = cost.flag("enabled").orElse(standard.enabled());
        Set<CostType> types = EnumSet.noneOf(CostType.class);
        for (String word : cost.texts("type")) {
            switch (word) {
                case "actual" -> types.add(CostType.ACTUAL);
                case "amortized" -> types.add(CostType.AMORTIZED);
                default ->
                    cost.problem(
                            "type",
                            "must be actual, amortized or both, was '" + word + "'",
                            "write [actual, amortized]");
            }
        }
        String groupBy = cost.oneOf("groupBy", CostOptions.GROUPS).orElse(standard.groupBy());
        int meters = cost.integer("metersPerResource", 1, MOST_METERS).orElse(standard.metersPerResource());
        String clientType = cost.text("clientType").orElse(RestCostGateway.CLIENT_TYPE);
        if (!clientType.matches("[\\w.-]{1,64}")) {
            cost.problem(
                    "clientType",
                    "must be 1 to 64 letters, digits, dots, dashes or underscores",
                    "write a name such as " + RestCostGateway.CLIENT_TYPE);
            clientType = RestCostGateway.CLIENT_TYPE;
        }
        cost.rejectUnknownKeys();
        return new CostSettings(
                new CostOptions(enabled, types.isEmpty() ? standard.types() : types, groupBy, meters), clientType);
    }
}
