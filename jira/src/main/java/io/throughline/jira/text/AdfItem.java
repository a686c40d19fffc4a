package io.throughline.jira.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An item of a list. Immutable. */
public final class AdfItem {

    private final List<Map<String, Object>> content;

    private AdfItem(List<? extends AdfBlock.InExpand> content) {
        this.content = AdfParts.blocks("item", content);
    }

    /** Returns an item of one text. */
    public static AdfItem of(String text) {
        return of(AdfBlock.paragraph(text));
    }

    /** Returns an item of one line. */
    public static AdfItem of(AdfInline... content) {
        return of(AdfBlock.paragraph(content));
    }

    /**
     * Returns an item of blocks: a list within makes it the parent of that list's items.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static AdfItem of(AdfBlock.InItem... content) {
        return new AdfItem(Arrays.asList(content));
    }

    Map<String, Object> toJson() {
        return Map.of("type", "listItem", "content", content);
    }
}
