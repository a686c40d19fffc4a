package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A text without form. Line breaks stay; characters that no XML may have, which Jira refuses, are replaced by U+FFFD. */
record PlainJiraText(String text) implements JiraText {

    private static final char REPLACEMENT = '\uFFFD';

    PlainJiraText {
        Objects.requireNonNull(text, "text");
        text = storable(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    @Override
    public Map<String, Object> toDocument() {
        List<Map<String, Object>> inline = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                inline.add(Map.of("type", "hardBreak"));
            }
            if (!lines[i].isEmpty()) {
                inline.add(Map.of("type", "text", "text", lines[i]));
            }
        }
        Map<String, Object> paragraph = Map.of("type", "paragraph", "content", inline);
        return Map.of("version", 1, "type", "doc", "content", text.isEmpty() ? List.of() : List.of(paragraph));
    }

    @Override
    public String toMarkup() {
        return WikiEscape.of(text);
    }

    private static String storable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            boolean control = c < 0x20 && c != '\n' && c != '\t';
            boolean none = c == 0xFFFE || c == 0xFFFF;
            kept.appendCodePoint(lone || control || none ? REPLACEMENT : c);
        });
        return kept.toString();
    }
}
