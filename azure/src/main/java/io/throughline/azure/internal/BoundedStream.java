package io.throughline.azure.internal;

import io.throughline.core.http.BodyTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once more than so many bytes came. */
final class BoundedStream extends FilterInputStream {

    private final long maxBytes;
    private long read;

    BoundedStream(InputStream in, long maxBytes) {
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
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
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
