package io.throughline.sentry.explore;

import io.throughline.sentry.internal.Lists;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Series over time, as {@code events-timeseries} answers them.
 *
 * @param timeSeries one for each group; empty if nothing was found or no project may be seen
 */
public record SentryTimeSeries(List<Line> timeSeries) {

    public SentryTimeSeries {
        timeSeries = Lists.copy(timeSeries);
    }

    /**
     * One series.
     *
     * @param yAxis the function, for example {@code count()}
     * @param groupBy the group's fields; empty without grouping
     * @param meta about the values, or null
     * @param values in order of time
     */
    public record Line(
            String yAxis, List<Group> groupBy, @Nullable Meta meta, List<Value> values) {

        public Line {
            yAxis = yAxis == null ? "" : yAxis;
            groupBy = Lists.copy(groupBy);
            values = Lists.copy(values);
        }

        /** Tells whether it sums up the groups beyond those asked for. */
        public boolean isOther() {
            return meta != null && Boolean.TRUE.equals(meta.isOther());
        }

        /** Returns the value of one of the group's fields; null if the events have none. */
        public @Nullable String group(String field) {
            for (Group group : groupBy) {
                if (group.key().equals(field)) {
                    return group.value() == null ? null : group.value().toString();
                }
            }
            return null;
        }
    }

    /**
     * A field of a group.
     *
     * @param key the field
     * @param value a text, number or list, or null
     */
    public record Group(String key, @Nullable Object value) {
        public Group {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * About the values.
     *
     * @param interval width of the steps, milliseconds, or null
     * @param isOther whether it sums up other groups, or null
     * @param dataScanned {@code full} or {@code partial}, or null
     */
    public record Meta(
            @Nullable Double interval,
            @Nullable Boolean isOther,
            @Nullable String dataScanned) {}

    /**
     * One step.
     *
     * @param timestamp its beginning, epoch milliseconds
     * @param value the function's value, or null if it has none
     * @param incomplete whether events are still to come, or null
     * @param sampleCount events that were kept, or null without sampling
     */
    public record Value(
            long timestamp,
            @Nullable Double value,
            @Nullable Boolean incomplete,
            @Nullable Double sampleCount) {}
}
