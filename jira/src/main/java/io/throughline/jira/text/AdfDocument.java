package io.throughline.jira.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rich text to be written: a document on Cloud, the same as wiki markup on Data Center. Immutable. Only documents that
 * Jira takes can be made, and any text comes out as itself, whatever characters it has.
 *
 * <pre>{@code
 * AdfDocument document = AdfDocument.of(
 *     AdfBlock.panel(AdfBlock.Panel.WARNING, AdfBlock.paragraph("Opened by a rule; edits are kept.")),
 *     AdfBlock.heading(2, "Checkout is slow"),
 *     AdfTable.builder().header("service", "p95").row("checkout", "2.3 s").build(),
 *     AdfBlock.expand("Stack", AdfBlock.codeCutTo(4_000, stack, "java")));
 * client.issues().comment("OPS-1", document);
 * }</pre>
 */
public final class AdfDocument implements JiraText {

    private final List<Map<String, Object>> content;

    private AdfDocument(List<Map<String, Object>> content) {
        this.content = List.copyOf(content);
    }

    /** Returns a document of blocks; it may have none. */
    public static AdfDocument of(AdfBlock... blocks) {
        return of(Arrays.asList(blocks));
    }

    /** Returns a document of blocks; it may have none. */
    public static AdfDocument of(List<? extends AdfBlock> blocks) {
        return new AdfDocument(blocks.stream().map(AdfBlock::toJson).toList());
    }

    /**
     * Returns a document of a text without form, whose {@linkplain #toPlainText plain text} is the same text. Only what Jira
     * refuses differs: {@code CR LF} and {@code CR} become {@code LF}; other control characters but tab, lone surrogates,
     * {@code U+FFFE} and {@code U+FFFF} become {@code U+FFFD}.
     */
    public static AdfDocument ofPlainText(String text) {
        return text.isEmpty() ? new AdfDocument(List.of()) : of(AdfBlock.paragraph(text));
    }

    static AdfDocument ofJson(List<Map<String, Object>> content) {
        return new AdfDocument(content);
    }

    List<Map<String, Object>> content() {
        return content;
    }

    @Override
    public Map<String, Object> toDocument() {
        return Map.of("version", 1, "type", "doc", "content", content);
    }

    @Override
    public String toMarkup() {
        return new AdfMarkup().of(AdfReader.read(toDocument()));
    }

    /** Returns the text without its form, as {@link RichText#plain()} reads it back. */
    public String toPlainText() {
        return RichText.of(toDocument()).plain();
    }

    /** Returns how many characters of text the document has, without what gives them form. */
    public int length() {
        return AdfShortening.length(content);
    }

    /**
     * Returns this document if both of its forms have at most so many characters of text, else one without its end. Long
     * code and paragraphs are cut, other blocks left out whole; the last paragraph tells how much is missing.
     *
     * @param most at least 200; Jira takes 32,767
     */
    public AdfDocument shortenedTo(int most) {
        return AdfShortening.of(this, most);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdfDocument that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** Returns how large it is; the text stays hidden. */
    @Override
    public String toString() {
        return "AdfDocument[" + content.size() + " blocks, " + length() + " characters]";
    }
}
