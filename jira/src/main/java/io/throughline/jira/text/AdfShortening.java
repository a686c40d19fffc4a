package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leaves out the end of documents that are too long, and tells it in them. */
final class AdfShortening {

    private static final int SHORTEST = 200;

    /** The longest that the paragraph at the end can be. */
    private static final int TELLING = 80;

    /** Less than this of a block is not worth keeping. */
    private static final int WORTH_KEEPING = 40;

    private AdfShortening() {}

    static AdfDocument of(AdfDocument document, int most) {
        if (most < SHORTEST) {
            throw new IllegalArgumentException("a document must be shortened to " + SHORTEST + " or more, was " + most);
        }
        // Markup grows by what is escaped: less text is kept until it fits too.
        int kept = most;
        AdfDocument shortened = document;
        while (shortened.length() > most || shortened.toMarkup().length() > most) {
            shortened = cut(document, kept);
            kept = kept * 4 / 5;
        }
        return shortened;
    }

    private static AdfDocument cut(AdfDocument document, int most) {
        List<Map<String, Object>> content = new ArrayList<>();
        int room = most - TELLING;
        for (Map<String, Object> block : document.content()) {
            int length = length(block);
            if (length > room) {
                Map<String, Object> part = room < WORTH_KEEPING ? null : part(block, room);
                if (part != null) {
                    content.add(part);
                }
                break;
            }
            content.add(block);
            room -= length;
        }
        int total = document.length();
        content.add(AdfBlock.paragraph(AdfInline.text(String.format(
                                Locale.ROOT, "… %,d of %,d characters left out.", total - length(content), total))
                        .emphasized())
                .toJson());
        return AdfDocument.ofJson(content);
    }

    /** Returns the beginning of a paragraph or of code; null for other blocks. */
    private static @Nullable Map<String, Object> part(Map<String, Object> block, int room) {
        boolean cuttable = "paragraph".equals(block.get("type")) || "codeBlock".equals(block.get("type"));
        if (!cuttable || !(block.get("content") instanceof List<?> nodes)) {
            return null;
        }
        List<Object> kept = new ArrayList<>();
        int left = room;
        for (Object node : nodes) {
            int length = length(node);
            if (length <= left) {
                kept.add(node);
                left -= length;
                continue;
            }
            if (node instanceof Map<?, ?> map && map.get("text") instanceof String text) {
                int end = AdfText.cutAt(text, left);
                if (end > 0) {
                    Map<String, Object> shorter = new LinkedHashMap<>();
                    map.forEach((name, value) -> shorter.put(String.valueOf(name), value));
                    shorter.put("text", text.substring(0, end));
                    kept.add(Map.copyOf(shorter));
                }
            }
            break;
        }
        Map<String, Object> part = new LinkedHashMap<>(block);
        part.put("content", List.copyOf(kept));
        return Map.copyOf(part);
    }

    /** Returns how many characters of text a node, or a list of them, has; a break is one. */
    static int length(@Nullable Object json) {
        int length = 0;
        if (json instanceof List<?> nodes) {
            for (Object node : nodes) {
                length += length(node);
            }
        } else if (json instanceof Map<?, ?> node) {
            length += text(node.get("text")) + length(node.get("content"));
            if (node.get("attrs") instanceof Map<?, ?> attributes) {
                length += text(attributes.get("text")) + text(attributes.get("title")) + text(attributes.get("url"));
            }
            length += "hardBreak".equals(node.get("type")) ? 1 : 0;
        }
        return length;
    }

    private static int text(@Nullable Object value) {
        return value instanceof String text ? text.length() : 0;
    }
}
