package io.throughline.jira.edition;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.time.Duration;

/** A name stands for nothing on the site, or for several things. The message lists what there is. Nothing was changed. */
public final class UnresolvedNameException extends SourceException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param operation what was looked for, in a few words
     * @param details what was found instead, and what to do
     */
    public UnresolvedNameException(String operation, String details) {
        super(Category.CALLER, new CallInfo("jira", operation, null, null, 0, Duration.ZERO), details, null);
    }
}
