package io.throughline.jira.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A block of a document: what may stand at its top. Where else a block may stand is told by its type, so that a document
 * that Jira would refuse does not compile: an item takes {@link InItem}, a panel {@link InPanel} and so on. Immutable.
 *
 * <pre>{@code
 * AdfDocument.of(
 *     AdfBlock.heading(2, "Checkout is slow"),
 *     AdfBlock.bulletList("p95 is 2.3 s", "since 10:05 UTC"),
 *     AdfBlock.expand("Stack", AdfBlock.code(stack, "java")));
 * }</pre>
 */
public sealed interface AdfBlock permits AdfBlock.InBox, AdfTable, AdfParts.Expand {

    /** What may stand in an {@linkplain #expand expand}. */
    sealed interface InExpand permits InCell, AdfTable {

        /** Returns the node in JSON: maps, lists, texts and numbers. */
        Map<String, Object> toJson();
    }

    /** What may stand in a {@linkplain AdfCell cell} of a table. */
    sealed interface InCell extends InExpand permits InBox, AdfParts.NestedExpand {}

    /** What may stand in a {@linkplain #nestedExpand nested expand}. */
    sealed interface InBox extends AdfBlock, InCell permits InPanel, AdfParts.Box {

        @Override
        Map<String, Object> toJson();
    }

    /** What may stand in a {@linkplain #panel panel}. */
    sealed interface InPanel extends InBox permits InItem, AdfParts.Line {}

    /** What may stand in an {@linkplain AdfItem item} of a list or in a {@linkplain #quote quote}. */
    sealed interface InItem extends InPanel permits AdfParts.Simple {}

    /** Returns a paragraph of one text; it may be empty. */
    static InItem paragraph(String text) {
        return paragraph(AdfInline.text(text));
    }

    /** Returns a paragraph. */
    static InItem paragraph(AdfInline... content) {
        return paragraph(Arrays.asList(content));
    }

    /** Returns a paragraph. */
    static InItem paragraph(List<? extends AdfInline> content) {
        return new AdfParts.Simple(Map.of("type", "paragraph", "content", AdfParts.inline(content)));
    }

    /**
     * Returns a heading.
     *
     * @param level from 1, the highest, to 6
     */
    static InPanel heading(int level, String text) {
        return heading(level, AdfInline.text(text));
    }

    /**
     * Returns a heading.
     *
     * @param level from 1, the highest, to 6
     */
    static InPanel heading(int level, AdfInline... content) {
        if (level < 1 || level > 6) {
            throw new IllegalArgumentException("a heading's level must be in [1, 6], was " + level);
        }
        return new AdfParts.Line(Map.of(
                "type",
                "heading",
                "attrs",
                Map.of("level", level),
                "content",
                AdfParts.inline(Arrays.asList(content))));
    }

    /** Returns a list with a dot before each item. */
    static InItem bulletList(String... items) {
        return bulletList(Arrays.stream(items).map(AdfItem::of).toList());
    }

    /**
     * Returns a list with a dot before each item.
     *
     * @throws IllegalArgumentException if there are no items
     */
    static InItem bulletList(List<AdfItem> items) {
        return new AdfParts.Simple(Map.of("type", "bulletList", "content", AdfParts.items(items)));
    }

    /** Returns a list that is numbered from 1. */
    static InItem orderedList(String... items) {
        return orderedList(1, Arrays.stream(items).map(AdfItem::of).toList());
    }

    /**
     * Returns a numbered list.
     *
     * @param first the first item's number, at least 0
     * @throws IllegalArgumentException if there are no items
     */
    static InItem orderedList(int first, List<AdfItem> items) {
        if (first < 0) {
            throw new IllegalArgumentException("a list must be numbered from 0 or more, was " + first);
        }
        return new AdfParts.Simple(
                Map.of("type", "orderedList", "attrs", Map.of("order", first), "content", AdfParts.items(items)));
    }

    /** Returns a block of code, line for line. */
    static InItem code(String text) {
        return AdfParts.code(AdfText.storable(text), null);
    }

    /**
     * Returns a block of code, line for line.
     *
     * @param language as Jira names it: {@code java}, {@code json}, {@code c++}
     */
    static InItem code(String text, String language) {
        return AdfParts.code(AdfText.storable(text), language);
    }

    /**
     * Returns a block of code of which the end is left out if it is long; then the last line tells how much.
     *
     * @param most the most characters to keep, at least 1; the line that tells comes on top of them
     */
    static InItem codeCutTo(int most, String text, String language) {
        if (most < 1) {
            throw new IllegalArgumentException("a cut must keep at least 1 character, was " + most);
        }
        return AdfParts.code(AdfParts.cut(AdfText.storable(text), most), language);
    }

    /**
     * Returns a coloured box.
     *
     * @throws IllegalArgumentException if it is empty
     */
    static InBox panel(Panel type, InPanel... content) {
        return new AdfParts.Box(Map.of(
                "type",
                "panel",
                "attrs",
                Map.of("panelType", type.name().toLowerCase(Locale.ROOT)),
                "content",
                AdfParts.blocks("panel", Arrays.asList(content))));
    }

    /**
     * Returns a quote.
     *
     * @throws IllegalArgumentException if it is empty
     */
    static InBox quote(InItem... content) {
        return new AdfParts.Box(
                Map.of("type", "blockquote", "content", AdfParts.blocks("quote", Arrays.asList(content))));
    }

    /** Returns a line across. */
    static InPanel rule() {
        return new AdfParts.Line(Map.of("type", "rule"));
    }

    /**
     * Returns a part that opens when the reader clicks on its title; only the top of a document takes one.
     *
     * @throws IllegalArgumentException if it is empty
     */
    static AdfBlock expand(String title, InExpand... content) {
        return new AdfParts.Expand(AdfParts.titled("expand", title, Arrays.asList(content)));
    }

    /**
     * Returns a part that opens when the reader clicks on its title, for cells of tables and for expands.
     *
     * @throws IllegalArgumentException if it is empty
     */
    static InCell nestedExpand(String title, InBox... content) {
        return new AdfParts.NestedExpand(AdfParts.titled("nestedExpand", title, Arrays.asList(content)));
    }

    /** The kinds of panels, which differ in colour and sign. */
    enum Panel {
        INFO,
        NOTE,
        TIP,
        WARNING,
        ERROR,
        SUCCESS
    }

    /** Returns the node in JSON: maps, lists, texts and numbers. */
    Map<String, Object> toJson();
}
