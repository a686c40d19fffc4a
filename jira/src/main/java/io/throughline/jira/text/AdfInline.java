package io.throughline.jira.text;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something within a line of a document: text with or without marks, code, a break, a lozenge, a day, a link's card, a
 * mention. Immutable; whatever can be made of it is valid.
 *
 * <pre>{@code
 * AdfBlock.paragraph(
 *     AdfInline.text("p95 is ").strong(), AdfInline.code("2.3 s"), AdfInline.text(", see "),
 *     AdfInline.text("the run").link("https://ci.example/42"));
 * }</pre>
 */
public sealed interface AdfInline permits AdfSpan, AdfInline.Code, AdfInline.Node {

    /**
     * Returns text without marks. Its line breaks are breaks of the document; an empty one is left out. Control characters
     * and lone surrogates, which Jira refuses, are shown as {@code U+FFFD}.
     */
    static AdfSpan text(String text) {
        return new AdfSpan(AdfText.storable(text), List.of());
    }

    /** Returns text of fixed width, within a line. It takes no mark but a link. */
    static Code code(String text) {
        return new Code(AdfText.storable(text), List.of());
    }

    /** Returns a line break. */
    static AdfInline hardBreak() {
        return new Node(Map.of("type", "hardBreak"));
    }

    /**
     * Returns a coloured lozenge.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    static AdfInline status(String text, Color color) {
        String line = AdfText.oneLine(text);
        if (line.isEmpty()) {
            throw new IllegalArgumentException("a status must have a text");
        }
        return new Node(Map.of(
                "type",
                "status",
                "attrs",
                Map.of("text", line, "color", color.name().toLowerCase(Locale.ROOT))));
    }

    /** Returns a day, as Jira shows days. */
    static AdfInline day(LocalDate day) {
        long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new Node(Map.of("type", "date", "attrs", Map.of("timestamp", Long.toString(millis))));
    }

    /**
     * Returns a link that Jira shows as a card, with what it knows of the page.
     *
     * @throws IllegalArgumentException if it is no address of the web
     */
    static AdfInline card(String url) {
        return new Node(Map.of("type", "inlineCard", "attrs", Map.of("url", AdfUrl.web(url))));
    }

    /**
     * Returns a mention, which tells the person.
     *
     * @param user the account's id on Cloud, the name on Data Center
     * @throws IllegalArgumentException if it can be neither
     */
    static AdfInline mention(String user) {
        if (!Node.USER.matcher(user).matches()) {
            throw new IllegalArgumentException("a mention must be an account's id or a user's name");
        }
        return new Node(Map.of("type", "mention", "attrs", Map.of("id", user)));
    }

    /** The colours of a status. */
    enum Color {
        NEUTRAL,
        PURPLE,
        BLUE,
        RED,
        YELLOW,
        GREEN
    }

    /** Text of fixed width. */
    final class Code implements AdfInline {

        private final String text;
        private final List<Map<String, Object>> marks;

        private Code(String text, List<Map<String, Object>> marks) {
            this.text = text;
            this.marks = marks;
        }

        /**
         * Returns the same as a link.
         *
         * @throws IllegalArgumentException if it is no address of the web or of mail
         */
        public Code link(String url) {
            return new Code(text, List.of(AdfSpan.linkMark(url)));
        }

        @Override
        public List<Map<String, Object>> toJson() {
            return AdfSpan.lines(text, AdfSpan.with(marks, Map.of("type", "code")));
        }
    }

    /** What has no choices left. */
    final class Node implements AdfInline {

        private static final Pattern USER = Pattern.compile("[A-Za-z0-9][\\p{L}\\p{N} :._@+-]{0,254}");

        private final Map<String, Object> json;

        private Node(Map<String, Object> json) {
            this.json = Objects.requireNonNull(json, "json");
        }

        @Override
        public List<Map<String, Object>> toJson() {
            return List.of(json);
        }
    }

    /** Returns the nodes that it is in JSON, in order: maps, lists, texts and numbers. */
    List<Map<String, Object>> toJson();
}
