package io.throughline.sentry.stream;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.QueryRejectedException;
import java.util.List;

/**
 * A page of a pass.
 *
 * @param page the page
 * @param pass the pass, as it goes on from there
 */
record PassPage<T>(Page<T> page, RevisionCursor.Pass pass) {

    /**
     * Reads the next page of a pass. A sync may have been interrupted for days: if Sentry no longer takes the cursor, the
     * pass begins again, once.
     *
     * @param notes takes a sentence if it does
     */
    static <T> PassPage<T> read(RevisionCursor.Pass pass, Paged<T> list, List<String> notes) {
        try {
            return new PassPage<>(list.from(pass.page()).pages().iterator().next(), pass);
        } catch (QueryRejectedException e) {
            if (pass.page() == null || pass.renewed()) {
                throw e;
            }
            notes.add("Sentry no longer knew where the list had been left: it was read again from its beginning");
            return new PassPage<>(list.pages().iterator().next(), pass.again());
        }
    }
}
