package io.throughline.sonarcloud.paging;

import io.throughline.sonarcloud.internal.Part;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that may be longer than the 10,000 results that the server lists of one search. It is read in parts, lazily,
 * each item once and in no order that matters; the keys of one part's items are kept, and nothing else. Each iteration
 * starts anew.
 *
 * <p>A part that the server neither lists whole nor lets be divided ends the iteration with {@link
 * IncompleteListException} once its first 10,000 items are delivered, unless {@link #tellingShortfalls} is asked for.
 */
public final class Partitioned<T> implements Iterable<T> {

    private final Part<T> whole;
    private final Function<T, String> key;
    private final Consumer<Shortfall> shortfalls;

    private Partitioned(Part<T> whole, Function<T, String> key, Consumer<Shortfall> shortfalls) {
        this.whole = whole;
        this.key = key;
        this.shortfalls = shortfalls;
    }

    /**
     * Creates a list; the groups do.
     *
     * @param operation what it is for, for messages
     * @param key what tells items apart
     */
    public Partitioned(String operation, Part<T> whole, Function<T, String> key) {
        this(whole, key, shortfall -> {
            throw new IncompleteListException(operation, shortfall);
        });
    }

    /** Returns the same list, which tells what it lacks and goes on. */
    public Partitioned<T> tellingShortfalls(Consumer<Shortfall> listener) {
        return new Partitioned<>(whole, key, Objects.requireNonNull(listener, "listener"));
    }

    /** Returns the pages, one call for each as it is reached, and a few where a part is divided. */
    public Iterable<PartPage<T>> pages() {
        return () -> new PartWalk<>(whole, key, shortfalls);
    }

    /** Returns the items as a sequential stream; one call for each page as it is reached. */
    public Stream<T> stream() {
        return StreamSupport.stream(pages().spliterator(), false).flatMap(page -> page.items().stream());
    }

    @Override
    public Iterator<T> iterator() {
        return stream().iterator();
    }
}
