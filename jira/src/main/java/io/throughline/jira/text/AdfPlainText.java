package io.throughline.jira.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a document as plain text. Used for one document; not thread-safe. */
final class AdfPlainText {

    private static final Set<String> INLINE = Set.of(
            "text",
            "hardBreak",
            "mention",
            "emoji",
            "status",
            "date",
            "inlineCard",
            "placeholder",
            "mediaInline",
            "inlineExtension");

    private final Function<AdfNode, String> mentions;
    private final StringBuilder out = new StringBuilder();

    /** A block was written: the next one begins on a line of its own. */
    private boolean ended;

    AdfPlainText(Function<AdfNode, String> mentions) {
        this.mentions = mentions;
    }

    String of(AdfNode root) {
        node(root);
        return out.toString();
    }

    private void node(AdfNode node) {
        switch (node.type()) {
            case "text" -> text(node);
            case "hardBreak" -> write("\n");
            case "mention" -> write(mentions.apply(node));
            case "emoji" -> write(first(node, "text", "shortName"));
            case "status", "placeholder", "inlineExtension" -> write(node.attribute("text"));
            case "date" -> write(day(node.attribute("timestamp")));
            case "inlineCard" -> write(first(node, "url", "id"));
            case "mediaInline" -> write(first(node, "alt", "id"));
            case "blockCard", "embedCard" -> block(first(node, "url", "id"));
            case "media" -> block(first(node, "alt", "url", "id"));
            case "rule" -> block("---");
            case "extension" -> block(node.attribute("text"));
            case "expand", "nestedExpand" -> {
                block(node.attribute("title"));
                children(node);
            }
            case "bulletList", "decisionList", "taskList" -> list(node, 0);
            case "orderedList" -> list(node, order(node));
            case "tableRow" -> row(node);
            default -> other(node);
        }
    }

    /** Writes a node that holds others: its inline content as one line, its blocks one below the other. */
    private void other(AdfNode node) {
        boolean inline =
                node.content().stream().anyMatch(child -> INLINE.contains(child.type())) || node.text() != null;
        if (inline) {
            begin();
        }
        children(node);
        if (node.text() != null) {
            write(node.text());
        }
        ended |= inline;
    }

    private void children(AdfNode node) {
        for (AdfNode child : node.content()) {
            node(child);
        }
    }

    private void text(AdfNode node) {
        write(node.text() == null ? "" : node.text());
        for (AdfNode.Mark mark : node.marks()) {
            String href = mark.attributes().getOrDefault("href", "");
            if (mark.type().equals("link") && !href.isEmpty() && !href.equals(node.text())) {
                write(" (" + href + ")");
            }
        }
    }

    private void list(AdfNode node, int number) {
        int next = number;
        for (AdfNode item : node.content()) {
            if (item.type().equals(node.type())) {
                // A task list holds the lists below its items beside them.
                block("  " + apart(item).replace("\n", "\n  "));
                continue;
            }
            String bullet = number > 0 ? next++ + ". " : bullet(item);
            block(bullet + apart(item).strip().replace("\n", "\n  "));
        }
    }

    private static String bullet(AdfNode item) {
        return switch (item.attribute("state")) {
            case "TODO" -> "- [ ] ";
            case "DONE" -> "- [x] ";
            default -> "- ";
        };
    }

    private void row(AdfNode node) {
        block(node.content().stream()
                .map(cell -> apart(cell).strip().replaceAll("\\s*\\n\\s*", " / "))
                .collect(Collectors.joining(" | ")));
    }

    /** Returns a node as a text of its own. */
    private String apart(AdfNode node) {
        return new AdfPlainText(mentions).of(node);
    }

    private void block(String text) {
        begin();
        write(text);
        ended = true;
    }

    private void begin() {
        if (ended) {
            out.append('\n');
            ended = false;
        }
    }

    private void write(String text) {
        begin();
        out.append(text);
    }

    private static int order(AdfNode node) {
        try {
            return Math.max(1, Integer.parseInt(node.attribute("order")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    static String day(String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis))
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        } catch (NumberFormatException | DateTimeException e) {
            return millis;
        }
    }

    private static String first(AdfNode node, String... names) {
        for (String name : names) {
            if (!node.attribute(name).isEmpty()) {
                return node.attribute(name);
            }
        }
        return "";
    }
}
