package io.throughline.sentry.explore;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Series over time.
 *
 * @param timeSeries one for each function and group; empty if nothing was found or no project may be seen
 * @param meta about the answer, or null
 * @param endpoint what answered: {@code events-timeseries}, or {@code events-stats} of an older server, which tells neither
 *     samples nor incomplete steps
 */
public record SentryTimeSeries(
        List<Line> timeSeries, @Nullable Span meta, @Nullable String endpoint) {

    static final String TIME_SERIES = "events-timeseries";
    static final String STATS = "events-stats";

    public SentryTimeSeries {
        timeSeries = Lists.copy(timeSeries);
        endpoint = endpoint == null ? TIME_SERIES : endpoint;
    }

    /** Tells whether an older server answered, with less detail. */
    public boolean isFromOlderServer() {
        return STATS.equals(endpoint);
    }

    /**
     * What the answer is about.
     *
     * @param dataset the data set that was asked, or null
     * @param start beginning, epoch milliseconds, or null
     * @param end end, epoch milliseconds, or null
     */
    public record Span(
            @Nullable String dataset, @Nullable Double start, @Nullable Double end) {}

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
     * @param valueType {@code integer}, {@code duration}, {@code percentage}…, or null
     * @param valueUnit {@code millisecond}, {@code byte}…, or null
     * @param order rank of the group, the highest is 0, or null
     */
    public record Meta(
            @Nullable Double interval,
            @Nullable Boolean isOther,
            @Nullable String dataScanned,
            @Nullable String valueType,
            @Nullable String valueUnit,
            @Nullable Integer order) {}

    /**
     * One step.
     *
     * @param timestamp its beginning, epoch milliseconds
     * @param value the function's value, or null if it has none
     * @param incomplete whether events are still to come, or null
     * @param incompleteReason why, for example {@code INCOMPLETE_BUCKET}, or null
     * @param comparisonValue the value of the step that it is compared with, or null
     * @param sampleCount events that were kept, or null without sampling
     * @param sampleRate share of the events that was kept, in {@code (0, 1]}, or null
     * @param confidence {@code high} or {@code low}, or null
     */
    public record Value(
            long timestamp,
            @Nullable Double value,
            @Nullable Boolean incomplete,
            @Nullable String incompleteReason,
            @Nullable Double comparisonValue,
            @Nullable Double sampleCount,
            @Nullable Double sampleRate,
            @Nullable String confidence) {

        /** Returns its beginning. */
        public Instant at() {
            return Instant.ofEpochMilli(timestamp);
        }

        /** Tells whether its value may still change. */
        public boolean isIncomplete() {
            return Boolean.TRUE.equals(incomplete);
        }
    }
}
