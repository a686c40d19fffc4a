package io.throughline.azure.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many alerts there are.
 *
 * @param total of all groups
 * @param smartGroups number of groups of like alerts, or null if the service did not tell
 * @param groups by the first thing that was grouped by, in the service's order
 */
public record AlertSummary(long total, @Nullable Long smartGroups, List<Group> groups) {

    public AlertSummary {
        groups = List.copyOf(groups);
    }

    /** What alerts are counted by. */
    public enum Grouping {
        SEVERITY("severity"),
        STATE("alertState"),
        CONDITION("monitorCondition"),
        MONITOR_SERVICE("monitorService"),
        SIGNAL_TYPE("signalType"),
        RULE("alertRule");

        private final String word;

        Grouping(String word) {
            this.word = word;
        }

        /** Returns the service's word. */
        public String word() {
            return word;
        }
    }

    /**
     * Alerts that have something in common.
     *
     * @param by what they have in common, in the service's word
     * @param name its value
     * @param count how many
     * @param groups the same alerts by the next thing that was grouped by; empty after the last
     */
    public record Group(String by, String name, long count, List<Group> groups) {

        public Group {
            groups = List.copyOf(groups);
        }
    }
}
