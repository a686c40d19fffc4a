package io.throughline.azure.internal;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a successful answer while it arrives. May be called again for another attempt. */
@FunctionalInterface
public interface BodyReader {

    /**
     * Reads a body to its end.
     *
     * @throws com.fasterxml.jackson.core.JacksonException if it is not what was expected; another attempt would not help
     * @throws IOException if it could not be had
     */
    Object read(InputStream body) throws IOException;
}
