package io.throughline.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Doubles as whole numbers of one power of ten. A double that was read from a short decimal is what dividing its digits
 * by the power gives again, as both are rounded right; values for which that fails have no such column.
 */
final class DecimalColumn {

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    /** Up to here every product of digits and power is whole to well below a half. */
    private static final double LARGEST = 1L << 50;
    /** So that a number fits beside the seven bits that may be left from the one before. */
    private static final int WIDEST = 56;

    private final int places;
    private final long[] digits;
    private final long least;
    private final int width;

    private DecimalColumn(int places, long[] digits) {
        this.places = places;
        this.digits = digits;
        long min = digits[0];
        long max = digits[0];
        for (long number : digits) {
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
        this.least = min;
        this.width = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    }

    /** Returns the values, of which there must be some, with as few places as can be; null if they need all their bits. */
    static @Nullable DecimalColumn of(double[] values) {
        int places = 0;
        for (double value : values) {
            while (!isWhole(value, places)) {
                if (++places == POWERS.length) {
                    return null;
                }
            }
        }
        long[] digits = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!isWhole(values[i], places)) {
                return null;
            }
            digits[i] = (long) Math.rint(values[i] * POWERS[places]);
        }
        return new DecimalColumn(places, digits);
    }

    private static boolean isWhole(double value, int places) {
        double whole = Math.rint(value * POWERS[places]);
        return Math.abs(whole) <= LARGEST && whole / POWERS[places] == value;
    }

    long differencesLength() {
        long length = 1;
        long before = 0;
        for (long number : digits) {
            length += PieceWriter.length(PieceWriter.zigzag(number - before));
            before = number;
        }
        return length;
    }

    void writeDifferences(PieceWriter out) {
        out.octet(places);
        long before = 0;
        for (long number : digits) {
            out.signed(number - before);
            before = number;
        }
    }

    static void readDifferences(PieceReader in, double[] values) {
        double power = power(in);
        long number = 0;
        for (int i = 0; i < values.length; i++) {
            number += in.signed();
            values[i] = number / power;
        }
    }

    long bitsLength() {
        return 2L + PieceWriter.length(PieceWriter.zigzag(least)) + ((long) width * digits.length + 7) / Byte.SIZE;
    }

    /** Writes by how much each number exceeds the least of them, in as many bits as the greatest needs. */
    void writeBits(PieceWriter out) {
        out.octet(places);
        out.octet(width);
        out.signed(least);
        long bits = 0;
        int held = 0;
        for (long number : digits) {
            bits = bits << width | number - least;
            held += width;
            while (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                out.octet((int) (bits >>> held));
            }
        }
        if (held > 0) {
            out.octet((int) (bits << (Byte.SIZE - held)));
        }
    }

    static void readBits(PieceReader in, double[] values) {
        double power = power(in);
        int width = in.octet();
        if (width > WIDEST) {
            throw new IllegalArgumentException("it claims numbers of " + width + " bits");
        }
        long least = in.signed();
        long mask = (1L << width) - 1;
        long bits = 0;
        int held = 0;
        for (int i = 0; i < values.length; i++) {
            while (held < width) {
                bits = bits << Byte.SIZE | in.octet();
                held += Byte.SIZE;
            }
            held -= width;
            values[i] = (least + (bits >>> held & mask)) / power;
        }
    }

    private static double power(PieceReader in) {
        int places = in.octet();
        if (places >= POWERS.length) {
            throw new IllegalArgumentException("it claims decimals of " + places + " places");
        }
        return POWERS[places];
    }
}
