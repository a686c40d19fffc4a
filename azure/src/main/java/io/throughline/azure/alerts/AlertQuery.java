package io.throughline.azure.alerts;

import io.throughline.core.telemetry.TimeWindow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which alerts are asked for; all parts are optional but the scope. Immutable. */
public final class AlertQuery {

    /** The most alerts of one page: {@value}. */
    public static final int LARGEST_PAGE = 250;

    /** The most alerts of one page that come with their context: {@value}. */
    public static final int LARGEST_PAGE_WITH_CONTEXT = 25;

    private final String scope;
    private final Map<String, String> filters;
    private final Map<String, String> form;

    private AlertQuery(Builder builder) {
        this.scope = builder.scope;
        this.filters = new LinkedHashMap<>(builder.filters);
        this.form = new LinkedHashMap<>(builder.form);
    }

    /** How far back alerts are asked for, by when they last changed. */
    public enum Range {
        HOUR("1h"),
        DAY("1d"),
        WEEK("7d"),
        THIRTY_DAYS("30d");

        private final String word;

        Range(String word) {
            this.word = word;
        }
    }

    /** What alerts are sorted by. */
    public enum Sort {
        NAME("name"),
        SEVERITY("severity"),
        STATE("alertState"),
        CONDITION("monitorCondition"),
        TARGET("targetResource"),
        STARTED("startDateTime"),
        MODIFIED("lastModifiedDateTime");

        private final String word;

        Sort(String word) {
            this.word = word;
        }
    }

    /** Returns a query for the alerts of a subscription, by its id. */
    public static Builder ofSubscription(String subscription) {
        return within("/subscriptions/" + subscription);
    }

    /**
     * Returns a query for the alerts below an ARM id.
     *
     * @param scope id of a management group, subscription, resource group or resource
     */
    public static Builder within(String scope) {
        return new Builder(scope);
    }

    /** Returns the ARM id below which alerts are asked for. */
    public String scope() {
        return scope;
    }

    /** Returns the parameters that pick alerts. */
    Map<String, String> filters() {
        return filters;
    }

    /** Returns all parameters of a list. */
    Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.putAll(form);
        return all;
    }

    /** Collects what is asked for. Not thread-safe; reusable. */
    public static final class Builder {

        private final String scope;
        private final Map<String, String> filters = new LinkedHashMap<>();
        private final Map<String, String> form = new LinkedHashMap<>();

        private Builder(String scope) {
            String path = scope.strip().replaceAll("/+$", "");
            String lower = path.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("/subscriptions/")
                    && !lower.startsWith("/providers/microsoft.management/managementgroups/")) {
                throw new IllegalArgumentException(
                        "scope must be the ARM id of a management group, subscription, group or resource, was '" + scope
                                + "'");
            }
            this.scope = path;
        }

        /** Keeps to alerts about a resource, by its ARM id. */
        public Builder targetResource(String armId) {
            return filter("targetResource", armId);
        }

        /** Keeps to alerts about resources of a type. */
        public Builder targetResourceType(String type) {
            return filter("targetResourceType", type);
        }

        /** Keeps to alerts about resources of a group, by its name. */
        public Builder targetResourceGroup(String group) {
            return filter("targetResourceGroup", group);
        }

        /** Keeps to what one service watches: {@code Platform}, {@code Log Analytics}, {@code SmartDetector}… */
        public Builder monitorService(String service) {
            return filter("monitorService", service);
        }

        /** Keeps to alerts whose condition holds, or no longer does: {@code Fired}, {@code Resolved}. */
        public Builder monitorCondition(String condition) {
            return filter("monitorCondition", condition);
        }

        /** Keeps to one severity: {@code Sev0} (worst) to {@code Sev4}. */
        public Builder severity(String severity) {
            return filter("severity", severity);
        }

        /** Keeps to alerts in one state. */
        public Builder state(AlertState state) {
            return filter("alertState", state.word());
        }

        /** Keeps to alerts of a rule, by its ARM id or name. */
        public Builder rule(String rule) {
            return filter("alertRule", rule);
        }

        /** Keeps to one group of like alerts. */
        public Builder smartGroup(String id) {
            return filter("smartGroupId", id);
        }

        /** Keeps to alerts that changed lately; a day unless told. Replaces a window. */
        public Builder range(Range range) {
            filters.remove("customTimeRange");
            return filter("timeRange", range.word);
        }

        /** Keeps to alerts that changed within a window of the last thirty days. Replaces a range. */
        public Builder window(TimeWindow window) {
            filters.remove("timeRange");
            return filter("customTimeRange", window.from() + "/" + window.to());
        }

        /** Asks for what the monitors measured, too; pages then hold {@value #LARGEST_PAGE_WITH_CONTEXT} at most. */
        public Builder includeContext() {
            return form("includeContext", "true");
        }

        /** Asks for how alerts are passed on, too. */
        public Builder includeEgressConfig() {
            return form("includeEgressConfig", "true");
        }

        /** Sets how many come with one call, in [1, {@value #LARGEST_PAGE}]; 25 unless told. */
        public Builder pageSize(int alerts) {
            if (alerts < 1 || alerts > LARGEST_PAGE) {
                throw new IllegalArgumentException("pageSize must be in [1, " + LARGEST_PAGE + "], was " + alerts);
            }
            return form("pageCount", Integer.toString(alerts));
        }

        /** Sets the order; by last change, the latest first, unless told. */
        public Builder sort(Sort by, boolean ascending) {
            return form("sortBy", by.word).form("sortOrder", ascending ? "asc" : "desc");
        }

        /** Keeps to some of the essentials' fields, in the service's words; what is left out is null. */
        public Builder select(Set<String> fields) {
            return form("select", String.join(",", List.copyOf(new java.util.TreeSet<>(fields))));
        }

        /**
         * Returns the query.
         *
         * @throws IllegalArgumentException if pages with context are to be larger than the service gives
         */
        public AlertQuery build() {
            String size = form.get("pageCount");
            if (form.containsKey("includeContext")
                    && size != null
                    && Integer.parseInt(size) > LARGEST_PAGE_WITH_CONTEXT) {
                throw new IllegalArgumentException(
                        "pageSize must be at most " + LARGEST_PAGE_WITH_CONTEXT + " with includeContext, was " + size);
            }
            return new AlertQuery(this);
        }

        private Builder filter(String name, @Nullable String value) {
            filters.put(name, Objects.requireNonNull(value, name));
            return this;
        }

        private Builder form(String name, String value) {
            form.put(name, value);
            return this;
        }
    }
}
