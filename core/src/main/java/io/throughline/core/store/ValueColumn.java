package io.throughline.core.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finite doubles in a piece, in the shortest of several forms, each of which gives back the very same numbers. Most of
 * what vendors deliver are counts or decimals of a few places, which take a byte or two in {@link DecimalColumn}; means
 * over unequal counts need all their bits.
 */
final class ValueColumn {

    /** One value for all, as a column of one. */
    private static final int CONSTANT = 0;

    private static final int DECIMAL_DIFFERENCES = 1;
    private static final int DECIMAL_BITS = 2;
    /** Each value's bits against those of the one before: without the bytes of zeros in front and at the end. */
    private static final int XOR = 3;

    private static final int PLAIN = 4;

    private ValueColumn() {}

    static void write(PieceWriter out, double[] values) {
        if (values.length > 1 && isConstant(values)) {
            out.octet(CONSTANT);
            write(out, new double[] {values[0]});
        } else if (values.length > 0) {
            writeVaried(out, values);
        }
    }

    private static void writeVaried(PieceWriter out, double[] values) {
        long plain = (long) Double.BYTES * values.length;
        long xor = xorLength(values);
        @Nullable DecimalColumn decimal = DecimalColumn.of(values);
        long differences = decimal == null ? Long.MAX_VALUE : decimal.differencesLength();
        long bits = decimal == null ? Long.MAX_VALUE : decimal.bitsLength();
        long least = Math.min(Math.min(plain, xor), Math.min(differences, bits));
        if (decimal != null && differences == least) {
            out.octet(DECIMAL_DIFFERENCES);
            decimal.writeDifferences(out);
        } else if (decimal != null && bits == least) {
            out.octet(DECIMAL_BITS);
            decimal.writeBits(out);
        } else if (xor == least) {
            out.octet(XOR);
            writeXor(out, values);
        } else {
            out.octet(PLAIN);
            for (double value : values) {
                out.lowest(Double.doubleToRawLongBits(value), Double.BYTES);
            }
        }
    }

    static double[] read(PieceReader in, int size) {
        double[] values = new double[size];
        if (size == 0) {
            return values;
        }
        int mode = in.octet();
        if (mode == CONSTANT) {
            Arrays.fill(values, readVaried(in, in.octet(), new double[1])[0]);
            return values;
        }
        return readVaried(in, mode, values);
    }

    private static double[] readVaried(PieceReader in, int mode, double[] values) {
        switch (mode) {
            case DECIMAL_DIFFERENCES -> DecimalColumn.readDifferences(in, values);
            case DECIMAL_BITS -> DecimalColumn.readBits(in, values);
            case XOR -> readXor(in, values);
            case PLAIN -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.longBitsToDouble(in.lowest(Double.BYTES));
                }
            }
            default -> throw new IllegalArgumentException("it has values in the unknown form " + mode);
        }
        return values;
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static long xorLength(double[] values) {
        long length = 0;
        long before = 0;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            long xor = bits ^ before;
            length += 1 + (xor == 0 ? 0 : Long.BYTES - leading(xor) - trailing(xor));
            before = bits;
        }
        return length;
    }

    private static void writeXor(PieceWriter out, double[] values) {
        long before = 0;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            long xor = bits ^ before;
            int leading = xor == 0 ? Long.BYTES : leading(xor);
            int trailing = xor == 0 ? 0 : trailing(xor);
            out.octet(leading << 4 | trailing);
            out.lowest(xor >>> (Byte.SIZE * trailing), Long.BYTES - leading - trailing);
            before = bits;
        }
    }

    private static void readXor(PieceReader in, double[] values) {
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            int zeros = in.octet();
            int trailing = zeros & 0xF;
            int count = Long.BYTES - (zeros >> 4) - trailing;
            if (count < 0 || trailing >= Long.BYTES) {
                throw new IllegalArgumentException("it claims a value of " + count + " bytes");
            }
            bits ^= in.lowest(count) << (Byte.SIZE * trailing);
            values[i] = Double.longBitsToDouble(bits);
        }
    }

    private static int leading(long bits) {
        return Long.numberOfLeadingZeros(bits) / Byte.SIZE;
    }

    private static int trailing(long bits) {
        return Long.numberOfTrailingZeros(bits) / Byte.SIZE;
    }
}
