package io.throughline.sonarcloud.internal;

import io.throughline.core.http.Paged;
import java.util.List;

/**
 * A part of what a search finds. The server lets only the first {@value #WALL} of a search be read, so a larger part is
 * split into disjoint ones.
 *
 * @param <T> what is found
 */
public interface Part<T> {

    /** The most that can be read of one search: {@value}. */
    int WALL = 10_000;

    /** Returns its pages; none beyond the wall. Each tells how many there are in all. */
    Paged<T> list();

    /** Returns the key by which an item is the same. */
    String key(T item);

    /** Returns smaller parts that together are this one; empty if it cannot be split. May ask the server. */
    List<? extends Part<T>> split();

    /** Returns a description for people. */
    String describe();
}
