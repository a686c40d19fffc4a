package io.throughline.sonarcloud.internal;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.time.Duration;

/** Not everything that a search finds can be read. */
final class WallException extends SourceException {

    private static final long serialVersionUID = 1L;

    WallException(String source, String part, long total) {
        super(
                Category.DATA,
                new CallInfo(source, "list " + part, null, null, 1, Duration.ZERO),
                "the server gives only " + Part.WALL + " of " + total
                        + ", and they cannot be told apart by date, severity, rule or file; narrow the query",
                null);
    }
}
