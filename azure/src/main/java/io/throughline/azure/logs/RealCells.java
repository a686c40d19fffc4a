package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Numbers with a fraction; {@code NaN} and the infinities come as texts. */
final class RealCells extends Cells {

    private final List<double[]> blocks = new ArrayList<>();

    @Override
    boolean put(int row, JsonParser parser, JsonToken token) throws IOException {
        double value;
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            value = parser.getDoubleValue();
        } else if (token == JsonToken.VALUE_STRING) {
            switch (parser.getText()) {
                case "NaN" -> value = Double.NaN;
                case "Infinity" -> value = Double.POSITIVE_INFINITY;
                case "-Infinity" -> value = Double.NEGATIVE_INFINITY;
                default -> {
                    return false;
                }
            }
        } else {
            return false;
        }
        makeRoom(row);
        blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)] = value;
        return true;
    }

    @Override
    void makeRoom(int row) {
        if (row >> BLOCK_BITS == blocks.size()) {
            blocks.add(new double[BLOCK]);
        }
    }

    @Override
    String text(int row) {
        return Double.toString(real(row));
    }

    @Override
    double real(int row) {
        return blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)];
    }
}
