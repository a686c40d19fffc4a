package io.throughline.core.http;

import org.jspecify.annotations.Nullable;

/** Reads a vendor's error answers. */
@FunctionalInterface
public interface ErrorReader {

    /**
     * Reads an answer that is no success.
     *
     * @param operation what the call was for
     * @param status the HTTP status
     * @param headers the answer's header fields
     * @param body the body's JSON as maps, lists, texts, numbers and truth values; null if it is not JSON
     */
    VendorError read(String operation, int status, Headers headers, @Nullable Object body);

    /**
     * Returns a reader that finds words and ids where most vendors put them: {@code detail}, {@code message}, {@code
     * error}, {@code errorMessages}, {@code errors}; {@code X-Request-Id} and its like.
     */
    static ErrorReader standard() {
        return StandardErrors::read;
    }
}
