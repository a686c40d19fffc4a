package io.throughline.sentry.event;

import io.throughline.sentry.internal.Lists;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exception of an event.
 *
 * @param type the exception's type, or null
 * @param value the exception's text, or null
 * @param module the module or package of the type, or null
 * @param handled whether the application caught it, or null if not told
 * @param frames the stack, outermost call first: the last frame is where it was thrown
 */
public record SentryThrown(
        @Nullable String type,
        @Nullable String value,
        @Nullable String module,
        @Nullable Boolean handled,
        List<SentryFrame> frames) {

    public SentryThrown {
        frames = Lists.copy(frames);
    }

    /** Returns the frame that threw, if the stack is known. */
    public Optional<SentryFrame> thrownAt() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(frames.size() - 1));
    }
}
