package io.throughline.jira.edition;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.time.Duration;

/** An edition of Jira has no such operation. The message names what to do instead; no call was made. */
public final class UnsupportedByEditionException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final JiraEdition edition;

    /**
     * Creates an exception.
     *
     * @param operation what was wanted, in a few words
     * @param edition the edition that does not have it
     * @param alternative what to do instead
     */
    public UnsupportedByEditionException(String operation, JiraEdition edition, String alternative) {
        super(
                Category.CALLER,
                new CallInfo("jira", operation, null, null, 0, Duration.ZERO),
                edition + " has no such operation; " + alternative,
                null);
        this.edition = edition;
    }

    /** Returns the edition that answers. */
    public JiraEdition edition() {
        return edition;
    }
}
