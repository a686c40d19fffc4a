package io.throughline.core.http;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where clients put items of lists that cannot be read. While somebody takes them, such an item is left out of its list and
 * the others are read; otherwise it fails the whole answer. What is no list, or cannot be read at all, always fails.
 * Thread-safe: what is taken on a thread is what calls on that thread answer.
 */
public final class UnreadableItems {

    @SuppressWarnings("ThreadLocalUsage") // No static state: what one source takes is not another's.
    private final ThreadLocal<Consumer<UnreadableItem>> takers = new ThreadLocal<>();

    /** Runs something; meanwhile, on this thread, items that cannot be read are handed to the taker. */
    public <T> T takenBy(Consumer<UnreadableItem> taker, Supplier<T> read) {
        Consumer<UnreadableItem> before = takers.get();
        takers.set(Objects.requireNonNull(taker, "taker"));
        try {
            return read.get();
        } finally {
            if (before == null) {
                takers.remove();
            } else {
                takers.set(before);
            }
        }
    }

    /** Returns who takes them on this thread, or null if nobody does. */
    public @Nullable Consumer<UnreadableItem> taker() {
        return takers.get();
    }
}
