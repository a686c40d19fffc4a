package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Text of a document with marks laid over it. Immutable: each mark makes another. */
public final class AdfSpan implements AdfInline {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final String text;
    private final List<Map<String, Object>> marks;

    AdfSpan(String text, List<Map<String, Object>> marks) {
        this.text = Objects.requireNonNull(text, "text");
        this.marks = List.copyOf(marks);
    }

    public AdfSpan strong() {
        return marked(Map.of("type", "strong"));
    }

    public AdfSpan emphasized() {
        return marked(Map.of("type", "em"));
    }

    public AdfSpan struck() {
        return marked(Map.of("type", "strike"));
    }

    public AdfSpan underlined() {
        return marked(Map.of("type", "underline"));
    }

    /** Returns the text below the line, instead of above it. */
    public AdfSpan subscript() {
        return marked(Map.of("type", "subsup", "attrs", Map.of("type", "sub")));
    }

    /** Returns the text above the line, instead of below it. */
    public AdfSpan superscript() {
        return marked(Map.of("type", "subsup", "attrs", Map.of("type", "sup")));
    }

    /**
     * Returns the text in a colour.
     *
     * @param rgb {@code #rrggbb}
     */
    public AdfSpan colored(String rgb) {
        if (!COLOR.matcher(rgb).matches()) {
            throw new IllegalArgumentException("a colour must be #rrggbb, was '" + AdfText.oneLine(rgb) + "'");
        }
        return marked(Map.of("type", "textColor", "attrs", Map.of("color", rgb.toLowerCase(Locale.ROOT))));
    }

    /**
     * Returns the text as a link.
     *
     * @throws IllegalArgumentException if it is no address of the web or of mail
     */
    public AdfSpan link(String url) {
        return marked(linkMark(url));
    }

    @Override
    public List<Map<String, Object>> toJson() {
        return lines(text, marks);
    }

    private AdfSpan marked(Map<String, Object> mark) {
        return new AdfSpan(text, with(marks, mark));
    }

    static Map<String, Object> linkMark(String url) {
        return Map.of("type", "link", "attrs", Map.of("href", AdfUrl.link(url)));
    }

    /** Returns the marks with one more; it takes the place of one of its type. */
    static List<Map<String, Object>> with(List<Map<String, Object>> marks, Map<String, Object> mark) {
        List<Map<String, Object>> more = new ArrayList<>(marks);
        more.removeIf(other -> Objects.equals(other.get("type"), mark.get("type")));
        more.add(mark);
        return List.copyOf(more);
    }

    /** Returns a text node for each line that has text, with breaks between. */
    static List<Map<String, Object>> lines(String text, List<Map<String, Object>> marks) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                nodes.add(Map.of("type", "hardBreak"));
            }
            if (!lines[i].isEmpty()) {
                nodes.add(
                        marks.isEmpty()
                                ? Map.of("type", "text", "text", lines[i])
                                : Map.of("type", "text", "text", lines[i], "marks", marks));
            }
        }
        return List.copyOf(nodes);
    }
}
