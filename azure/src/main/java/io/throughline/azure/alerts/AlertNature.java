package io.throughline.azure.alerts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an alert's condition ever ends, as far as its monitor tells. */
public enum AlertNature {
    /** The monitor fires and resolves it: metrics, most log searches. */
    STATEFUL,
    /** Stays fired for good: whatever watches the activity log, Service Health among it. Each event is an alert. */
    STATELESS,
    /** Smart detection: the monitor stops seeing it without a word. */
    SMART_DETECTION;

    /**
     * Returns the nature of what a monitor reports.
     *
     * @param monitorService the monitor's name as the list or the webhook spells it, or null if unknown
     */
    public static AlertNature of(@Nullable String monitorService) {
        String letters = monitorService == null
                ? ""
                : monitorService.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (letters.startsWith("activitylog") || letters.equals("servicehealth") || letters.equals("resourcehealth")) {
            return STATELESS;
        }
        return letters.startsWith("smartdetect") ? SMART_DETECTION : STATEFUL;
    }
}
