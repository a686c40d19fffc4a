package io.throughline.jira.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A cell of a table. Immutable. */
public final class AdfCell {

    private final String type;
    private final List<Map<String, Object>> content;

    private AdfCell(String type, List<? extends AdfBlock.InExpand> content) {
        this.type = type;
        this.content = AdfParts.blocks("cell", content);
    }

    /** Returns a cell of one text; it may be empty. */
    public static AdfCell of(String text) {
        return of(AdfBlock.paragraph(text));
    }

    /** Returns a cell of one line. */
    public static AdfCell of(AdfInline... content) {
        return of(AdfBlock.paragraph(content));
    }

    /**
     * Returns a cell of blocks.
     *
     * @throws IllegalArgumentException if it is empty; a cell without text holds an empty paragraph
     */
    public static AdfCell of(AdfBlock.InCell... content) {
        return new AdfCell("tableCell", Arrays.asList(content));
    }

    /** Returns a cell that names its column or row. */
    public static AdfCell header(String text) {
        return new AdfCell("tableHeader", List.of(AdfBlock.paragraph(text)));
    }

    Map<String, Object> toJson() {
        return Map.of("type", type, "content", content);
    }
}
