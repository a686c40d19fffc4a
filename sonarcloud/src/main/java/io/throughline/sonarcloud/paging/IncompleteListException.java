package io.throughline.sonarcloud.paging;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.time.Duration;

/** A list cannot be read whole. What can be read of it was delivered before. */
public final class IncompleteListException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final transient Shortfall shortfall;

    /** Creates an exception. */
    public IncompleteListException(String operation, Shortfall shortfall) {
        super(
                Category.CALLER,
                new CallInfo("sonarcloud", operation, null, null, 1, Duration.ZERO),
                shortfall + "; narrow the query, or take what there is with tellingShortfalls(…)",
                null);
        this.shortfall = shortfall;
    }

    /** Returns what is lacking. */
    public Shortfall shortfall() {
        return shortfall;
    }
}
