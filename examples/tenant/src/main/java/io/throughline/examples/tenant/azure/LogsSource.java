package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.recording.RecordedTable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows behind a table of the workspace: a view of the recording's database with recorded times, and its columns. Some are
 * computed from others when first asked for, see {@link ComputedTables}.
 */
sealed interface LogsSource {

    /** Returns the name of the view; empty if nothing was recorded. */
    Optional<String> view();

    /** Tells whether the view has a column. */
    boolean has(String column);

    /** What was recorded as it is. */
    static LogsSource of(RecordedTable table) {
        return new Recorded(table);
    }

    /** Nothing was recorded. */
    LogsSource NOTHING = new Nothing();

    /** What the agent measured, but for counters: those go to a table of their own, as the service has it. */
    LogsSource MEASURES = new Computed("app_measures", RecordedTable.APP_METRICS::has);

    /** Those of the agent's measures that are named as performance counters are. */
    LogsSource COUNTERS = new Computed(
            "app_counters",
            Set.of("Name", "Category", "Counter", "Instance", "Value", "Properties", "AppRoleName", "AppRoleInstance")
                    ::contains);

    /** The activity log. */
    LogsSource ACTIVITY = new Computed("azure_activity", column -> true);

    /** What each hour brought into each table. */
    LogsSource USAGE = new Computed("usage_hours", column -> true);

    /** A table of the recording. */
    record Recorded(RecordedTable table) implements LogsSource {

        @Override
        public Optional<String> view() {
            return Optional.of(table.sql());
        }

        @Override
        public boolean has(String column) {
            return table.has(column);
        }
    }

    /** A view that follows from the recording. */
    record Computed(String name, Predicate<String> columns) implements LogsSource {

        @Override
        public Optional<String> view() {
            return Optional.of(name);
        }

        @Override
        public boolean has(String column) {
            return columns.test(column);
        }
    }

    /** No rows. */
    record Nothing() implements LogsSource {

        @Override
        public Optional<String> view() {
            return Optional.empty();
        }

        @Override
        public boolean has(String column) {
            return false;
        }
    }
}
