package io.throughline.sentry.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions of an event's entries. What has another shape than expected is left out of it, not refused. */
final class ThrownReader {

    private ThrownReader() {}

    /** Returns the exceptions, the outermost cause first, as Sentry orders them. */
    static List<SentryThrown> read(List<SentryEntry> entries) {
        List<SentryThrown> thrown = new ArrayList<>();
        for (SentryEntry entry : entries) {
            if (entry.type().equals("exception") && entry.data().get("values") instanceof List<?> values) {
                for (Object value : values) {
                    if (value instanceof Map<?, ?> members) {
                        thrown.add(thrown(members));
                    }
                }
            }
        }
        return List.copyOf(thrown);
    }

    private static SentryThrown thrown(Map<?, ?> members) {
        Object mechanism = members.get("mechanism");
        return new SentryThrown(
                text(members.get("type")),
                text(members.get("value")),
                text(members.get("module")),
                mechanism instanceof Map<?, ?> told ? truth(told.get("handled")) : null,
                frames(members.get("stacktrace")));
    }

    private static List<SentryFrame> frames(@Nullable Object stack) {
        List<SentryFrame> frames = new ArrayList<>();
        if (stack instanceof Map<?, ?> members && members.get("frames") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> frame) {
                    frames.add(new SentryFrame(
                            text(frame.get("filename")),
                            text(frame.get("absPath")),
                            text(frame.get("module")),
                            text(frame.get("function")),
                            number(frame.get("lineNo")),
                            number(frame.get("colNo")),
                            truth(frame.get("inApp"))));
                }
            }
        }
        return frames;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    private static @Nullable Integer number(@Nullable Object value) {
        return value instanceof Number number ? (Integer) number.intValue() : null;
    }

    private static @Nullable Boolean truth(@Nullable Object value) {
        return value instanceof Boolean truth ? truth : null;
    }
}
