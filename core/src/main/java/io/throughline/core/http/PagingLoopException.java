package io.throughline.core.http;

import io.throughline.core.ThroughlineException;

/** A vendor's pages lead back to one that was read already: going on would never end, stopping would cut silently. */
public final class PagingLoopException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    PagingLoopException(int pages) {
        super(
                Category.REMOTE,
                "the vendor's pages lead back to one already read (after " + pages
                        + " pages); try again, or narrow what is asked for",
                null);
    }
}
