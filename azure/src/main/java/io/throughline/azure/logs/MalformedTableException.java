package io.throughline.azure.logs;

import java.io.IOException;

/** JSON that is no result of a query. */
final class MalformedTableException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedTableException(String message) {
        super(message);
    }
}
