package io.throughline.core.http;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read page by page, one call for each page and only when it is needed; nothing is kept. Each iteration
 * starts anew. Reading throws {@link SourceException}.
 */
public final class Paged<T> implements Iterable<T> {

    /** The most pages that one iteration reads before it takes the vendor to be going round in circles: {@value}. */
    public static final int MAX_PAGES = 1_000_000;

    private final Reader<T> reader;
    private final @Nullable String start;

    private Paged(Reader<T> reader, @Nullable String start) {
        this.reader = Objects.requireNonNull(reader, "reader");
        this.start = start;
    }

    /** Reads one page. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Reads the page with a token, or the first one for null. */
        Page<T> read(@Nullable String token);
    }

    /** Returns the list that a reader gives. */
    public static <T> Paged<T> of(Reader<T> reader) {
        return new Paged<>(reader, null);
    }

    /** Returns the rest of the list, beginning with the page that has a token. */
    public Paged<T> from(@Nullable String token) {
        return new Paged<>(reader, token);
    }

    @Override
    public Iterator<T> iterator() {
        return stream().iterator();
    }

    /** Returns the items as a sequential stream; one call for each page as it is reached. */
    public Stream<T> stream() {
        return StreamSupport.stream(pages().spliterator(), false).flatMap(page -> page.items().stream());
    }

    /** Returns the pages; one call for each as it is reached. */
    public Iterable<Page<T>> pages() {
        return PageIterator::new;
    }

    private final class PageIterator implements Iterator<Page<T>> {

        private @Nullable String token = start;
        private boolean ended;
        // Brent: a token kept from an earlier page, renewed at powers of two, meets any circle in constant memory.
        private @Nullable String kept = start;
        private int read;
        private int renewAt = 1;

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Page<T> next() {
            if (ended) {
                throw new NoSuchElementException("there are no more pages");
            }
            Page<T> page = reader.read(token);
            read++;
            String next = page.next();
            if (next == null) {
                ended = true;
            } else if (next.equals(kept) || next.equals(token) || read >= MAX_PAGES) {
                throw new PagingLoopException(read);
            } else if (read == renewAt) {
                kept = next;
                renewAt *= 2;
            }
            token = next;
            return page;
        }
    }
}
