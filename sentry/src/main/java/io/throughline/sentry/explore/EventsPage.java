package io.throughline.sentry.explore;

import io.throughline.sentry.internal.Lists;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page of a table, as it is answered. */
record EventsPage(List<Map<String, @Nullable Object>> data, EventRow.Meta meta) {

    EventsPage {
        data = Lists.copy(data);
        meta = Objects.requireNonNullElse(meta, EventRow.Meta.UNKNOWN);
    }

    List<EventRow> rows() {
        return data.stream().map(row -> new EventRow(row, meta)).toList();
    }
}
