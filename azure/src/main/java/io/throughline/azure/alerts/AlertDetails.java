package io.throughline.azure.alerts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of an alert.
 *
 * @param targetName name of what it is about, or null
 * @param targetGroup its resource group, or null
 * @param targetType its type without the provider, or null
 * @param sourceCreatedId the monitor's own id of the firing, or null
 * @param smartGroupId the group of like alerts it is in, or null
 * @param suppressed whether a processing rule keeps its actions from running
 * @param context what the monitor measured, if it was asked for: unmodifiable maps, lists and scalars
 * @param egressConfig how it is passed on, if it was asked for
 * @param customProperties what the rule's authors added
 */
public record AlertDetails(
        @Nullable String targetName,
        @Nullable String targetGroup,
        @Nullable String targetType,
        @Nullable String sourceCreatedId,
        @Nullable String smartGroupId,
        boolean suppressed,
        Map<String, Object> context,
        Map<String, Object> egressConfig,
        Map<String, String> customProperties) {

    /** Nothing else is known. */
    public static final AlertDetails NONE =
            new AlertDetails(null, null, null, null, null, false, Map.of(), Map.of(), Map.of());

    public AlertDetails {
        context = Map.copyOf(context);
        egressConfig = Map.copyOf(egressConfig);
        customProperties = Map.copyOf(customProperties);
    }
}
