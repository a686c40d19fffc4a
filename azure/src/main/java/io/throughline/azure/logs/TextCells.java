package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Texts, and whatever has no other form; numbers keep their digits, objects and lists their JSON. */
final class TextCells extends Cells {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SharedTexts shared = new SharedTexts();
    private final List<String[]> blocks = new ArrayList<>();

    /** Returns the same cells as texts. */
    static TextCells from(Cells cells) {
        TextCells texts = new TextCells();
        for (int row = 0; row < cells.size(); row++) {
            if (cells.isNull(row)) {
                texts.addNull();
            } else {
                texts.set(row, texts.shared.of(cells.text(row)));
                texts.grown();
            }
        }
        return texts;
    }

    @Override
    boolean put(int row, JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_STRING ->
                set(row, shared.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> set(row, shared.of(parser.getText()));
            case START_OBJECT, START_ARRAY -> set(row, MAPPER.readTree(parser).toString());
            default -> throw new MalformedTableException("unexpected " + token + " in a row");
        }
        return true;
    }

    @Override
    void makeRoom(int row) {
        if (row >> BLOCK_BITS == blocks.size()) {
            blocks.add(new String[BLOCK]);
        }
    }

    @Override
    String text(int row) {
        return blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)];
    }

    private void set(int row, String text) {
        makeRoom(row);
        blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)] = text;
    }
}
