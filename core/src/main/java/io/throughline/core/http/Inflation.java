package io.throughline.core.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes a body's content encoding, up to a bound. */
final class Inflation {

    private static final int CHUNK = 16 * 1024;

    private Inflation() {}

    /**
     * Returns the plain body.
     *
     * @throws BodyTooLargeException if it is larger than the bound
     * @throws IOException if the encoding is not gzip, or the body is not what it says
     */
    static byte[] plain(TransportResponse response, long maxBytes) throws IOException {
        String encoding = response.headers()
                .first("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity") || response.ownBody().length == 0) {
            return response.ownBody();
        }
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            throw new IOException("content encoding '" + Redaction.line(encoding) + "' was not asked for");
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(response.ownBody().length * 4);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.ownBody()), CHUNK)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (plain.size() + (long) read > maxBytes) {
                    throw new BodyTooLargeException(maxBytes);
                }
                plain.write(chunk, 0, read);
            }
        }
        return plain.toByteArray();
    }
}
