package io.throughline.sonarcloud.internal;

import java.util.List;

/**
 * A search divided.
 *
 * @param parts the smaller searches; none if there are none to be had
 * @param isExact whether every result is certainly in one of them; otherwise they are counted
 */
public record Split<T>(List<Part<T>> parts, boolean isExact) {

    public Split {
        parts = List.copyOf(parts);
    }

    /** Returns what cannot be divided. */
    public static <T> Split<T> none() {
        return new Split<>(List.of(), true);
    }
}
