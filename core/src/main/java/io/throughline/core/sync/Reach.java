package io.throughline.core.sync;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a revised stream is, as it is kept in its state's cursor: the stream's own cursor and for which event time it
 * speaks. What lies before that was left out of the walk, so a cursor alone does not tell that it was seen.
 *
 * <p>The text is {@code <cursor> reach=<from>/<at>}, and while an older part is being walked {@code wider=<from>/<cursor,
 * Base64>} behind it.
 *
 * @param cursor where the stream goes on, or null to begin
 * @param from start of the event time for which the cursor speaks, or null if that is not known
 * @param at when it was walked, UTC; with time it slides, as a history of a fixed length does
 * @param widerFrom start of an older part that is being walked, or null if none is
 * @param wider where that walk goes on, or null to begin
 */
record Reach(
        @Nullable String cursor,
        @Nullable Instant from,
        @Nullable Instant at,
        @Nullable Instant widerFrom,
        @Nullable String wider) {

    private static final Pattern TEXT =
            Pattern.compile("(.*) reach=(\\S+)/(\\S+?)(?: wider=(\\S+?)/(\\S*))?", Pattern.DOTALL);

    /** Returns what a state's cursor says; a text without a reach is a cursor of an unknown one. */
    static Reach of(@Nullable String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return new Reach(text, null, null, null, null);
        }
        try {
            String wider = parts.group(5) == null || parts.group(5).isEmpty()
                    ? null
                    : new String(Base64.getUrlDecoder().decode(parts.group(5)), StandardCharsets.UTF_8);
            return new Reach(
                    parts.group(1),
                    Instant.parse(parts.group(2)),
                    Instant.parse(parts.group(3)),
                    parts.group(4) == null ? null : Instant.parse(parts.group(4)),
                    wider);
        } catch (DateTimeException | IllegalArgumentException e) {
            return new Reach(text, null, null, null, null);
        }
    }

    /**
     * Returns the marks of a sync that begins now, over a horizon that begins at {@code wanted}: never less than what the
     * cursor speaks for already, and with an older part to be walked if more is wanted.
     */
    Reach towards(Instant wanted, Instant now) {
        if (cursor == null || from == null || at == null) {
            return new Reach(cursor, wanted, now, null, null);
        }
        // A clock that was ahead may have let the cursor pass what it should not have: all of it is walked again.
        boolean setBack = at.isAfter(now);
        Instant oldest = widerFrom != null && widerFrom.isBefore(wanted) ? widerFrom : wanted;
        if (setBack || widerFrom != null || wanted.isBefore(from)) {
            Instant older = setBack && from.isBefore(oldest) ? from : oldest;
            boolean goesOn = !setBack && older.equals(widerFrom);
            return new Reach(cursor, from, now, older, goesOn ? wider : null);
        }
        Instant slid = from.plus(Duration.between(at, now));
        return new Reach(cursor, slid.isBefore(wanted) ? slid : wanted, now, null, null);
    }

    /** Returns the start of the event time that the stream is to be asked for. */
    Instant start() {
        Instant known = Objects.requireNonNull(from);
        return widerFrom != null && widerFrom.isBefore(known) ? widerFrom : known;
    }

    boolean isWidening() {
        return widerFrom != null;
    }

    Reach walkedTo(String next) {
        return new Reach(next, from, at, widerFrom, wider);
    }

    Reach widerTo(String next) {
        return new Reach(cursor, from, at, widerFrom, next);
    }

    /** Returns the marks once the older part is walked: the cursor speaks for it too. */
    Reach widened() {
        return new Reach(cursor, start(), at, null, null);
    }

    /** Returns the text to keep, or null if nothing was read yet. */
    @Nullable
    String text() {
        if (cursor == null || from == null) {
            return cursor;
        }
        String encoded = wider == null
                ? ""
                : Base64.getUrlEncoder().withoutPadding().encodeToString(wider.getBytes(StandardCharsets.UTF_8));
        return cursor + " reach=" + from + "/" + at + (widerFrom == null ? "" : " wider=" + widerFrom + "/" + encoded);
    }
}
