package io.throughline.jira.issue;

import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.SourceException;

/**
 * Jira does not accept the token of a search's next page any more: it lives for seven days and for one query. Begin the
 * search again, without a token.
 */
public final class SearchExpiredException extends SourceException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    SearchExpiredException(QueryRejectedException refusal) {
        super(
                Category.CALLER,
                refusal.call(),
                refusal.details() + "; the token of the next page is not accepted any more: begin the search again",
                refusal);
    }
}
