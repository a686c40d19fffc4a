package io.throughline.azure.paging;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read page by page, one call for each page and only when it is reached; nothing is kept, and each
 * iteration starts anew. Reading throws a {@link io.throughline.core.http.SourceException}, or a {@link
 * io.throughline.core.http.PagingLoopException} if the pages go round in a circle. Not thread-safe.
 */
public final class AzurePages<T> implements Iterable<T> {

    private final Paged<T> pages;
    private boolean throttled;

    private AzurePages(Reader<T> reader) {
        this.pages = Paged.of(link -> {
            Part<T> part = reader.read(link);
            throttled |= part.throttled();
            return Page.of(part.items(), part.next());
        });
    }

    /**
     * A page.
     *
     * @param items the items, in the service's order
     * @param next where the next page is, or null if this is the last
     * @param throttled whether the service slowed the call down
     */
    public record Part<T>(List<T> items, @Nullable String next, boolean throttled) {

        public Part {
            items = List.copyOf(items);
        }
    }

    /** Reads one page. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Reads the page that a link leads to, or the first one for null. */
        Part<T> read(@Nullable String link);
    }

    /** Returns the list that a reader gives. */
    public static <T> AzurePages<T> of(Reader<T> reader) {
        return new AzurePages<>(reader);
    }

    /** Returns a list that is known already. */
    public static <T> AzurePages<T> of(List<T> items) {
        List<T> copy = List.copyOf(items);
        return new AzurePages<>(link -> new Part<>(copy, null, false));
    }

    @Override
    public Iterator<T> iterator() {
        return pages.iterator();
    }

    /** Returns the items as a sequential stream; one call for each page as it is reached. */
    public Stream<T> stream() {
        return pages.stream();
    }

    /** Reads only the first page; one call. */
    public List<T> firstPage() {
        return pages.pages().iterator().next().items();
    }

    /** Reads all pages. */
    public List<T> toList() {
        return stream().toList();
    }

    /** Tells whether the service slowed down any page that was read so far. */
    public boolean throttled() {
        return throttled;
    }
}
