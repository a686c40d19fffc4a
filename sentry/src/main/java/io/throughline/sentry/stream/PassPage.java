package io.throughline.sentry.stream;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.QueryRejectedException;
import java.util.List;
import java.util.Optional;

/**
 * A page of a pass.
 *
 * @param page the page
 * @param pass the pass, as it goes on from there
 */
record PassPage<T>(Page<T> page, RevisionCursor.Pass pass) {

    /**
     * Reads the next page of a pass. A sync may have been interrupted for days: if Sentry no longer takes the cursor, the
     * pass begins again, once. Empty if it does not take the next one either: the pass is to be given up, so that this
     * neither goes on for ever nor stands in the way of the next.
     *
     * @param notes takes a sentence on either
     */
    static <T> Optional<PassPage<T>> read(RevisionCursor.Pass pass, Paged<T> list, List<String> notes) {
        try {
            return Optional.of(
                    new PassPage<>(list.from(pass.page()).pages().iterator().next(), pass));
        } catch (QueryRejectedException e) {
            if (pass.page() == null) {
                throw e;
            }
            if (pass.renewed()) {
                notes.add("Sentry did not take its own cursors, twice: the rest of the list was not read");
                return Optional.empty();
            }
            notes.add("Sentry no longer knew where the list had been left: it was read again from its beginning");
            return Optional.of(new PassPage<>(list.pages().iterator().next(), pass.again()));
        }
    }
}
