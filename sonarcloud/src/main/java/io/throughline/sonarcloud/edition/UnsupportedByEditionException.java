package io.throughline.sonarcloud.edition;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.time.Duration;

/** The product that answers has nothing of the kind. No call was made, or the server did not know it. */
public final class UnsupportedByEditionException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final SonarEdition edition;

    /**
     * Creates an exception.
     *
     * @param alternative what to do instead
     */
    public UnsupportedByEditionException(String operation, SonarEdition edition, String alternative) {
        super(
                Category.CALLER,
                new CallInfo("sonarcloud", operation, null, null, 0, Duration.ZERO),
                (edition == SonarEdition.CLOUD ? "SonarQube Cloud" : "this edition of SonarQube Server")
                        + " has no such call; " + alternative,
                null);
        this.edition = edition;
    }

    /** Returns the product that answers. */
    public SonarEdition edition() {
        return edition;
    }
}
