package io.throughline.sentry.session;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Release health, as it is answered. */
record SessionsAnswer(
        @Nullable Instant start,
        @Nullable Instant end,
        List<Instant> intervals,
        List<SentrySessions.Group> groups) {

    SessionsAnswer {
        intervals = Lists.copy(intervals);
        groups = Lists.copy(groups);
    }

    SentrySessions whole() {
        return new SentrySessions(start, end, intervals, groups, false);
    }
}
