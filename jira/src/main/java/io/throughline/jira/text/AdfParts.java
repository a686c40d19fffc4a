package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The blocks by where they may stand, and what they share in being made. */
final class AdfParts {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+#._-]{0,39}");

    private AdfParts() {}

    /** Paragraphs, lists and code: they may stand everywhere. */
    record Simple(Map<String, Object> toJson) implements AdfBlock.InItem {}

    /** Headings and rules. */
    record Line(Map<String, Object> toJson) implements AdfBlock.InPanel {}

    /** Panels and quotes. */
    record Box(Map<String, Object> toJson) implements AdfBlock.InBox {}

    /** An expand of a cell or of an expand. */
    record NestedExpand(Map<String, Object> toJson) implements AdfBlock.InCell {}

    /** An expand of the document. */
    record Expand(Map<String, Object> toJson) implements AdfBlock {}

    static List<Map<String, Object>> inline(List<? extends AdfInline> content) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        content.forEach(inline -> nodes.addAll(inline.toJson()));
        return List.copyOf(nodes);
    }

    static List<Map<String, Object>> items(List<AdfItem> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a list must have an item: Jira refuses empty ones");
        }
        return items.stream().map(AdfItem::toJson).toList();
    }

    static List<Map<String, Object>> blocks(String where, List<? extends AdfBlock.InExpand> content) {
        if (content.isEmpty()) {
            throw new IllegalArgumentException("a document's " + where + " must hold a block: Jira refuses empty ones");
        }
        return content.stream().map(AdfBlock.InExpand::toJson).toList();
    }

    static Map<String, Object> titled(String type, String title, List<? extends AdfBlock.InExpand> content) {
        return Map.of("type", type, "attrs", Map.of("title", AdfText.oneLine(title)), "content", blocks(type, content));
    }

    static Simple code(String storable, @Nullable String language) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "a language must be one like java or c++, was '" + AdfText.oneLine(language) + "'");
        }
        List<Map<String, Object>> content =
                storable.isEmpty() ? List.of() : List.of(Map.of("type", "text", "text", storable));
        return new Simple(
                language == null
                        ? Map.of("type", "codeBlock", "content", content)
                        : Map.of("type", "codeBlock", "attrs", Map.of("language", language), "content", content));
    }

    /** Returns a text of which the end beyond so many characters is left out, and told on a line of its own. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = AdfText.cutAt(text, most);
        return text.substring(0, end)
                + String.format(Locale.ROOT, "\n… %,d more characters left out", text.length() - end);
    }
}
