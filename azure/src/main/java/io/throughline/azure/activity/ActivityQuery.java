package io.throughline.azure.activity;

import io.throughline.core.telemetry.TimeWindow;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which entries of the activity log are asked for. Immutable. */
public final class ActivityQuery {

    private final String subscription;
    private final TimeWindow window;
    private final @Nullable String narrowed;
    private final SortedSet<String> fields;

    private ActivityQuery(Builder builder) {
        this.subscription = builder.subscription;
        this.window = builder.window;
        this.narrowed = builder.narrowed;
        this.fields = new TreeSet<>(builder.fields);
    }

    /**
     * Returns a query for all entries of a subscription in a window.
     *
     * @param window by when things happened; at most ninety days back. The service includes the end
     */
    public static Builder of(String subscription, TimeWindow window) {
        return new Builder(subscription, window);
    }

    /** Returns the subscription's id. */
    public String subscription() {
        return subscription;
    }

    /** Returns the window. */
    public TimeWindow window() {
        return window;
    }

    String filter() {
        return "eventTimestamp ge " + quoted(window.from().toString()) + " and eventTimestamp le "
                + quoted(window.to().toString()) + (narrowed == null ? "" : " and " + narrowed);
    }

    SortedSet<String> fields() {
        return fields;
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Collects what is asked for. The service narrows by one thing at a time: the last one counts. Not thread-safe. */
    public static final class Builder {

        private final String subscription;
        private final TimeWindow window;
        private final SortedSet<String> fields = new TreeSet<>();
        private @Nullable String narrowed;

        private Builder(String subscription, TimeWindow window) {
            this.subscription = Objects.requireNonNull(subscription, "subscription");
            this.window = Objects.requireNonNull(window, "window");
        }

        /** Keeps to a resource group, by its name. */
        public Builder resourceGroup(String name) {
            return narrow("resourceGroupName", name);
        }

        /** Keeps to a resource, by its ARM id. */
        public Builder resource(String armId) {
            return narrow("resourceUri", armId);
        }

        /** Keeps to a resource provider: {@code Microsoft.Web}. */
        public Builder resourceProvider(String name) {
            return narrow("resourceProvider", name);
        }

        /** Keeps to the entries that share a correlation id. */
        public Builder correlation(String id) {
            return narrow("correlationId", id);
        }

        /** Asks for some fields only, in the service's words; may be called for each. */
        public Builder select(String field) {
            fields.add(Objects.requireNonNull(field, "field"));
            return this;
        }

        /** Returns the query. */
        public ActivityQuery build() {
            return new ActivityQuery(this);
        }

        private Builder narrow(String field, String value) {
            narrowed = field + " eq " + quoted(Objects.requireNonNull(value, field));
            return this;
        }
    }
}
