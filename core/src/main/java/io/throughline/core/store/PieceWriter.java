package io.throughline.core.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes a piece: one byte that names the form, the number of points, the columns, and four bytes with the CRC-32C of all
 * before. Whole numbers are LEB128 varints; what may be negative is zigzag. Not thread-safe.
 */
final class PieceWriter {

    static final byte NUMBERS = 1;
    static final byte HISTOGRAMS = 2;
    static final byte ROLLED = 3;

    /** The bytes of the CRC at the end. */
    static final int CHECKSUM = Integer.BYTES;

    /** A piece of more points takes at least a byte for each, so that nobody makes room for points that are not there. */
    static final int MOST_WITHOUT_BYTES = 1 << 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int size;

    PieceWriter(byte form, int points) {
        bytes = new byte[64 + 3 * points];
        bytes[size++] = form;
        varint(points);
    }

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** Returns how many bytes a varint takes. */
    static int length(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void varint(long value) {
        room(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void signed(long value) {
        varint(zigzag(value));
    }

    /** Writes the lowest bytes of a number, the most significant first. */
    void lowest(long value, int count) {
        room(Long.BYTES);
        LONGS.set(bytes, size, count == 0 ? 0 : value << (Long.SIZE - Byte.SIZE * count));
        size += count;
    }

    void bytes(byte[] value) {
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Returns the piece; nothing may be written afterwards. */
    byte[] finish() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        byte[] piece = Arrays.copyOf(bytes, size + CHECKSUM);
        INTS.set(piece, size, (int) crc.getValue());
        return piece;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
