package io.throughline.sonarcloud.internal;

import io.throughline.core.http.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All that a search finds, however many, each once. Lazy: one call a page, and what a split needs. At most the keys of one
 * part are held. What cannot be reached is never left out silently: after all that can be read the iteration ends with a
 * {@link io.throughline.core.http.SourceException} that says how much is missing.
 *
 * @param <T> what is found
 */
public final class WholeList<T> implements Iterable<T> {

    private final String source;
    private final Part<T> whole;

    /** Creates a list; nothing is asked before it is iterated. */
    public WholeList(String source, Part<T> whole) {
        this.source = source;
        this.whole = whole;
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    /** Returns the items as a sequential stream. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private final class Walk implements Iterator<T> {

        private final Deque<Part<T>> parts = new ArrayDeque<>();
        /** Keys of the part that is read: a page shifts when something is added before it. */
        private final Set<String> seen = new HashSet<>();

        private @Nullable Part<T> part;
        private Iterator<Page<T>> pages = java.util.Collections.emptyIterator();
        private Iterator<T> items = java.util.Collections.emptyIterator();
        private @Nullable T next;
        private @Nullable WallException missing;

        Walk() {
            parts.push(whole);
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                if (items.hasNext()) {
                    T item = items.next();
                    next = part != null && seen.add(part.key(item)) ? item : null;
                } else if (pages.hasNext()) {
                    turn(pages.next());
                } else if (!parts.isEmpty()) {
                    part = parts.pop();
                    seen.clear();
                    pages = part.list().pages().iterator();
                } else if (missing != null) {
                    throw missing;
                } else {
                    return false;
                }
            }
            return true;
        }

        private void turn(Page<T> page) {
            items = page.items().iterator();
            Part<T> read = part;
            long total = page.total().orElse(0);
            if (read == null || total <= Part.WALL) {
                return;
            }
            // Only the first page decides; a part that grows over the wall while it is read has an end that is not.
            List<? extends Part<T>> smaller = seen.isEmpty() ? read.split() : List.of();
            if (smaller.isEmpty()) {
                missing = new WallException(source, read.describe(), total);
                return;
            }
            items = java.util.Collections.emptyIterator();
            pages = java.util.Collections.emptyIterator();
            for (int at = smaller.size() - 1; at >= 0; at--) {
                parts.push(smaller.get(at));
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more");
            }
            T item = java.util.Objects.requireNonNull(next);
            next = null;
            return item;
        }
    }
}
