package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column, filled from the wire from the first row to the last, without an object for each. A cell that
 * does not fit the column's form is refused; the column then goes on as {@link TextCells}, which take anything. Reading
 * is thread-safe once the column is full.
 */
abstract class Cells {

    /** Rows of one block of memory: columns grow block by block, so that nothing is copied. */
    static final int BLOCK = 4096;

    static final int BLOCK_BITS = 12;

    private final BitSet nulls = new BitSet();
    private int size;

    /** A cell that cannot be read as what was asked for. */
    static final class UnreadableCell extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableCell(String expected, @Nullable Throwable cause) {
            super(expected, cause);
        }
    }

    /** Returns empty cells in the form that suits a type of the service. */
    static Cells of(String type) {
        return switch (type) {
            case "long", "int" -> new WholeCells();
            case "real" -> new RealCells();
            case "bool" -> new TruthCells();
            case "datetime" -> new TimeCells();
            default -> new TextCells();
        };
    }

    /** Takes the parser's current token as the next cell; false if it does not fit and nothing was taken. */
    final boolean take(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            addNull();
            return true;
        }
        if (put(size, parser, token)) {
            size++;
            return true;
        }
        return false;
    }

    final void addNull() {
        nulls.set(size);
        makeRoom(size++);
    }

    final int size() {
        return size;
    }

    final void grown() {
        size++;
    }

    final boolean isNull(int row) {
        return nulls.get(row);
    }

    /** Puts a value that is not null; false if it does not fit. */
    abstract boolean put(int row, JsonParser parser, JsonToken token) throws IOException;

    /** Makes room for a row that holds nothing. */
    abstract void makeRoom(int row);

    /** Returns a cell that is not null as on the wire. */
    abstract String text(int row);

    long whole(int row) {
        String text = text(row);
        try {
            return new BigDecimal(text).longValueExact();
        } catch (NumberFormatException e) {
            throw new UnreadableCell("a whole number", e);
        } catch (ArithmeticException e) {
            throw new UnreadableCell("a whole number of 64 bits", e);
        }
    }

    double real(int row) {
        try {
            return Double.parseDouble(text(row));
        } catch (NumberFormatException e) {
            throw new UnreadableCell("a number", e);
        }
    }

    boolean truth(int row) {
        return switch (text(row).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new UnreadableCell("a truth value", null);
        };
    }

    Instant instant(int row) {
        try {
            return io.throughline.core.http.Timestamps.parse(text(row));
        } catch (DateTimeException e) {
            throw new UnreadableCell("a time", e);
        }
    }
}
