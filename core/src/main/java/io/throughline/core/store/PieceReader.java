package io.throughline.core.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** Reads what {@link PieceWriter} wrote. Not thread-safe. */
final class PieceReader {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    private PieceReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length - PieceWriter.CHECKSUM;
    }

    /**
     * Reads a piece.
     *
     * @param what the piece holds, for people
     * @throws IllegalArgumentException if it is damaged or of another form
     */
    static <P> P read(byte[] bytes, String what, byte form, Function<PieceReader, P> content) {
        PieceReader in = new PieceReader(bytes);
        in.check(what, form);
        try {
            P piece = content.apply(in);
            if (in.at != in.end) {
                throw new IllegalArgumentException(
                        in.at > in.end ? "it ends early" : (in.end - in.at) + " bytes are left over");
            }
            return piece;
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            String reason = e instanceof IndexOutOfBoundsException ? "it ends early" : e.getMessage();
            throw new IllegalArgumentException("a piece of " + what + " cannot be read: " + reason, e);
        }
    }

    private void check(String what, byte form) {
        if (end <= 0) {
            throw new IllegalArgumentException(
                    "a piece of " + what + " cannot be read: it has " + bytes.length + " bytes");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        if ((int) INTS.get(bytes, end) != (int) crc.getValue()) {
            throw new IllegalArgumentException("a piece of " + what + " is damaged: its checksum is wrong");
        }
        if (bytes[at] != form) {
            throw new IllegalArgumentException(
                    "a piece of " + what + " cannot be read: it has form " + bytes[at] + ", known is " + form);
        }
        at++;
    }

    /** Reads the number of points, and believes none that the bytes cannot hold. */
    int size() {
        long size = varint();
        if (size < 0 || size > Math.max(PieceWriter.MOST_WITHOUT_BYTES, bytes.length)) {
            throw new IllegalArgumentException("it claims to hold " + Long.toUnsignedString(size) + " points");
        }
        return (int) size;
    }

    int octet() {
        requireBytes(1);
        return bytes[at++] & 0xFF;
    }

    long varint() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("it holds a number of more than 64 bits");
    }

    long signed() {
        long zigzag = varint();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Reads a number of so many bytes, the most significant first. */
    long lowest(int count) {
        requireBytes(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << Byte.SIZE) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    byte[] bytes() {
        long length = varint();
        requireBytes(length);
        byte[] read = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return read;
    }

    private void requireBytes(long count) {
        if (count < 0 || count > end - at) {
            throw new IllegalArgumentException("it ends early");
        }
    }
}
