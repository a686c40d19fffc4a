package io.throughline.sentry.stream;

import io.throughline.core.telemetry.TimeWindow;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a revised stream was read. Sentry has no order by change: what is new is found by its time, and everything else
 * (an issue resolved by hand, a release deployed again) by reading the whole horizon once in a while. Each pass, short or
 * whole, runs over a window that is fixed when it begins, page by page.
 *
 * @param coveredFrom earliest event time that a whole pass covered, or null before the first has ended
 * @param through event time up to which the last pass read, or null before the first has ended
 * @param wholeAt end of the window of the last whole pass, or null before the first has ended
 * @param pass the pass under way, or null between two
 */
record RevisionCursor(
        @Nullable Instant coveredFrom,
        @Nullable Instant through,
        @Nullable Instant wholeAt,
        @Nullable Pass pass) {

    private static final RevisionCursor NONE = new RevisionCursor(null, null, null, null);

    /**
     * A pass under way.
     *
     * @param window what it runs over
     * @param whole whether that is the whole horizon
     * @param page Sentry's cursor of the next page, or null for the first
     * @param renewed whether it had to begin again, because Sentry no longer knew a cursor
     */
    record Pass(TimeWindow window, boolean whole, @Nullable String page, boolean renewed) {

        Pass(TimeWindow window, boolean whole, @Nullable String page) {
            this(window, whole, page, false);
        }

        /** Returns the same pass from its first page. */
        Pass again() {
            return new Pass(window, whole, null, true);
        }
    }

    /** Reads the text form; a text that is none begins anew. */
    static RevisionCursor parse(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        try {
            Instant from = instant(fields.get("from"));
            Instant to = instant(fields.get("to"));
            Pass pass = from == null || to == null
                    ? null
                    : new Pass(
                            new TimeWindow(from, to),
                            Boolean.parseBoolean(fields.get("whole")),
                            fields.get("page"),
                            Boolean.parseBoolean(fields.get("renewed")));
            return new RevisionCursor(
                    instant(fields.get("covered")),
                    instant(fields.get("through")),
                    instant(fields.get("wholeAt")),
                    pass);
        } catch (DateTimeException | IllegalArgumentException e) {
            return NONE;
        }
    }

    /** Returns the pass to go on with: the one under way, or the next one over the horizon. */
    Pass next(TimeWindow horizon, Duration overlap, Duration betweenWholePasses) {
        if (pass != null) {
            return pass;
        }
        boolean whole = coveredFrom == null
                || through == null
                || wholeAt == null
                || horizon.from().isBefore(coveredFrom)
                || !horizon.to().isBefore(wholeAt.plus(betweenWholePasses))
                || horizon.to().isBefore(wholeAt);
        if (whole || through == null) {
            return new Pass(horizon, true, null);
        }
        Instant from = through.minus(overlap);
        Instant start = from.isBefore(horizon.from()) ? horizon.from() : from;
        return start.isBefore(horizon.to())
                ? new Pass(new TimeWindow(start, horizon.to()), false, null)
                : new Pass(horizon, true, null);
    }

    /** Returns where to go on after a page of a pass. */
    RevisionCursor after(Pass read, @Nullable String nextPage) {
        if (nextPage != null) {
            return new RevisionCursor(
                    coveredFrom,
                    through,
                    wholeAt,
                    new Pass(read.window(), read.whole(), nextPage, read.renewed()));
        }
        Instant covered = coveredFrom;
        if (read.whole() && (covered == null || read.window().from().isBefore(covered))) {
            covered = read.window().from();
        }
        return new RevisionCursor(
                covered, read.window().to(), read.whole() ? read.window().to() : wholeAt, null);
    }

    /** Returns the text form. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, "covered", coveredFrom);
        append(text, "through", through);
        append(text, "wholeAt", wholeAt);
        if (pass != null) {
            append(text, "from", pass.window().from());
            append(text, "to", pass.window().to());
            append(text, "whole", pass.whole());
            append(text, "page", pass.page());
            if (pass.renewed()) {
                append(text, "renewed", true);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
