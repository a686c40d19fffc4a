package io.throughline.azure.internal;

import io.throughline.core.http.BodyTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is read as it arrives, and refused once it is longer than a bound. Not thread-safe. */
public final class BoundedStream extends FilterInputStream {

    private final long maxBytes;
    private long read;

    /** Creates a stream over another, which it closes. */
    public BoundedStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long count = super.skip(bytes);
        count(count);
        return count;
    }

    private void count(long bytes) throws IOException {
        read += bytes;
        if (read > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }
}
