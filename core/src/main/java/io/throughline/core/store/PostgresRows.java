package io.throughline.core.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY … FROM STDIN (FORMAT BINARY)}, in the format that PostgreSQL's
 * documentation of COPY describes.
 */
final class PostgresRows implements Database.Rows {

    /** The signature, then four bytes of flags and four that say that no extension of the header follows. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int SENT_AT_ONCE = 1 << 16;

    private final CopyIn copy;
    private byte[] buffer = Arrays.copyOf(HEADER, 2 * SENT_AT_ONCE);
    private int size = HEADER.length;
    private int rowStart = -1;
    private int fields;

    private PostgresRows(CopyIn copy) {
        this.copy = copy;
    }

    static PostgresRows copyInto(Connection connection, String table) throws SQLException {
        return new PostgresRows(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT BINARY)"));
    }

    @Override
    public Database.Rows begin() {
        rowStart = size;
        fields = 0;
        putShort(0);
        return this;
    }

    @Override
    public Database.Rows put(int value) {
        field(Integer.BYTES);
        putInt(value);
        return this;
    }

    @Override
    public Database.Rows put(long value) {
        field(Long.BYTES);
        putLong(value);
        return this;
    }

    @Override
    public Database.Rows put(double value) {
        field(Double.BYTES);
        putLong(Double.doubleToLongBits(value));
        return this;
    }

    @Override
    public Database.Rows put(@Nullable String value) throws SQLException {
        if (value == null) {
            field(-1);
            return this;
        }
        if (value.indexOf('\0') >= 0) {
            throw new SQLException("a text has the character U+0000, which PostgreSQL does not keep", "22021");
        }
        return put(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Database.Rows put(byte[] value) {
        field(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    @Override
    public void end() throws SQLException {
        buffer[rowStart] = (byte) (fields >> 8);
        buffer[rowStart + 1] = (byte) fields;
        rowStart = -1;
        if (size >= SENT_AT_ONCE) {
            send();
        }
    }

    /** Ends the copy; takes it back if a row was begun and not ended, as what failed there fails the transaction. */
    @Override
    public void close() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        if (rowStart >= 0) {
            copy.cancelCopy();
            return;
        }
        putShort(-1);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer, 0, size);
        size = 0;
    }

    private void field(int length) {
        fields++;
        putInt(length);
    }

    private void putShort(int value) {
        reserve(Short.BYTES);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >> shift);
        }
    }

    private void putLong(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >> shift);
        }
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }
}
