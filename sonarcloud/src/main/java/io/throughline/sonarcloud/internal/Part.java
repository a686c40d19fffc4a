package io.throughline.sonarcloud.internal;

import io.throughline.core.http.Page;
import org.jspecify.annotations.Nullable;

/** A search that may find more than the server lists; its text form says which part of the whole it is. */
public interface Part<T> {

    /** The most results of one search that the server lists: {@value}. */
    int WALL = 10_000;

    /** Reads a page with the number of all results; the first one for null. */
    Page<T> page(@Nullable String token);

    /** Tells whether a result belongs here; what a server lists at a bound may belong to the next part. */
    boolean holds(T item);

    /**
     * Returns smaller searches that together find the same.
     *
     * @param total how many results this one has
     */
    Split<T> split(long total);
}
