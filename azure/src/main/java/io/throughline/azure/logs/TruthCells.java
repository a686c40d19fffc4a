package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.util.BitSet;

/** Truth values. */
final class TruthCells extends Cells {

    private final BitSet values = new BitSet();

    @Override
    boolean put(int row, JsonParser parser, JsonToken token) {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            return false;
        }
        values.set(row, token == JsonToken.VALUE_TRUE);
        return true;
    }

    @Override
    void makeRoom(int row) {
        // A set of bits has room for all.
    }

    @Override
    String text(int row) {
        return Boolean.toString(values.get(row));
    }

    @Override
    boolean truth(int row) {
        return values.get(row);
    }
}
