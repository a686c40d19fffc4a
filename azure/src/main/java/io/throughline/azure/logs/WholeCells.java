package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whole numbers of 64 bits. */
final class WholeCells extends Cells {

    private final List<long[]> blocks = new ArrayList<>();

    @Override
    boolean put(int row, JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT
                || (parser.getNumberType() != JsonParser.NumberType.INT
                        && parser.getNumberType() != JsonParser.NumberType.LONG)) {
            return false;
        }
        makeRoom(row);
        blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)] = parser.getLongValue();
        return true;
    }

    @Override
    void makeRoom(int row) {
        if (row >> BLOCK_BITS == blocks.size()) {
            blocks.add(new long[BLOCK]);
        }
    }

    @Override
    String text(int row) {
        return Long.toString(whole(row));
    }

    @Override
    long whole(int row) {
        return blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)];
    }

    @Override
    double real(int row) {
        return whole(row);
    }
}
