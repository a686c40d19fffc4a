package io.throughline.sentry.explore;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.throughline.sentry.explore.SentryTimeSeries.Group;
import io.throughline.sentry.explore.SentryTimeSeries.Line;
import io.throughline.sentry.explore.SentryTimeSeries.Meta;
import io.throughline.sentry.explore.SentryTimeSeries.Span;
import io.throughline.sentry.explore.SentryTimeSeries.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The older form of series over time: steps in seconds; with several functions an object by function, with groups one by
 * group, with both one in the other. A group is named by its values, in the order of the fields' names, with commas.
 */
record EventsStats(Map<?, ?> members) {

    private static final String OTHER = "Other";
    /** What the server writes for a field without a value. */
    private static final String NO_VALUE = "None";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    EventsStats {}

    static SentryTimeSeries read(EventsStats answer, TimeSeriesQuery query) {
        List<Line> lines = new ArrayList<>();
        if (query.groupBy().isEmpty()) {
            axes(answer.members(), query, List.of(), false, lines);
        } else {
            // Without any group the answer is a single series of zeros.
            answer.members().forEach((name, part) -> {
                if (part instanceof Map<?, ?> group && !name.equals("meta")) {
                    boolean other = name.equals(OTHER);
                    axes(group, query, other ? List.of() : groups(name.toString(), query.groupBy()), other, lines);
                }
            });
        }
        return new SentryTimeSeries(
                lines,
                new Span(query.dataset(), (double) query.window().from().toEpochMilli(), (double)
                        query.window().to().toEpochMilli()),
                SentryTimeSeries.STATS);
    }

    private static void axes(
            Map<?, ?> part, TimeSeriesQuery query, List<Group> groups, boolean other, List<Line> lines) {
        if (part.get("data") instanceof List<?> data) {
            lines.add(line(query.yAxes().get(0), part, data, groups, other));
            return;
        }
        for (String axis : query.yAxes()) {
            if (part.get(axis) instanceof Map<?, ?> inner && inner.get("data") instanceof List<?> data) {
                lines.add(line(axis, inner, data, groups, other));
            }
        }
    }

    private static Line line(String axis, Map<?, ?> part, List<?> data, List<Group> groups, boolean other) {
        List<Value> values = new ArrayList<>();
        for (Object item : data) {
            if (item instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Number seconds) {
                values.add(new Value(
                        Math.round(seconds.doubleValue() * 1000),
                        number(pair.get(1)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        Integer order = part.get("order") instanceof Number rank ? rank.intValue() : null;
        return new Line(axis, groups, new Meta(null, other, null, null, null, order), values);
    }

    private static @Nullable Double number(@Nullable Object counts) {
        if (counts instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Map<?, ?> first
                && first.get("count") instanceof Number count) {
            return count.doubleValue();
        }
        return null;
    }

    /** Values that hold commas themselves cannot be told apart: then the whole name stands for all fields. */
    private static List<Group> groups(String name, List<String> fields) {
        List<String> sorted = fields.stream().sorted().toList();
        List<String> values = sorted.size() == 1 ? List.of(name) : Arrays.asList(name.split(",", -1));
        if (values.size() != sorted.size()) {
            return List.of(new Group(String.join(",", sorted), name));
        }
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            String value = values.get(i);
            groups.add(new Group(sorted.get(i), value.equals(NO_VALUE) ? null : value));
        }
        return groups;
    }
}
