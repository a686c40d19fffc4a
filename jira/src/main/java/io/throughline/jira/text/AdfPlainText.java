package io.throughline.jira.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Function;

/** Writes a document as plain text. Used for one document; not thread-safe. */
final class AdfPlainText {

    private static final Set<String> INLINE = Set.of(
            "text", "hardBreak", "mention", "emoji", "status", "date", "inlineCard", "placeholder", "inlineExtension");

    private final Function<AdfNode, String> mentions;
    private final StringBuilder out = new StringBuilder();

    AdfPlainText(Function<AdfNode, String> mentions) {
        this.mentions = mentions;
    }

    String of(AdfNode root) {
        node(root, "");
        return out.toString().strip();
    }

    private void node(AdfNode node, String indent) {
        switch (node.type()) {
            case "text" -> text(node);
            case "hardBreak" -> out.append('\n').append(indent);
            case "mention" -> out.append(mentions.apply(node));
            case "emoji" -> out.append(first(node, "text", "shortName"));
            case "status", "placeholder" -> out.append(node.attribute("text"));
            case "date" -> out.append(day(node.attribute("timestamp")));
            case "inlineCard", "blockCard", "embedCard" -> card(node);
            case "rule" -> block(() -> out.append("---"));
            case "expand", "nestedExpand" -> {
                block(() -> out.append(indent).append(node.attribute("title")));
                children(node, indent);
            }
            case "bulletList", "taskList", "decisionList" -> list(node, indent, 0);
            case "orderedList" -> list(node, indent, order(node));
            case "tableRow" -> row(node);
            case "media" -> out.append(first(node, "alt", "id"));
            default -> other(node, indent);
        }
    }

    /** Writes a node that holds others: its inline content as one line, its blocks one below the other. */
    private void other(AdfNode node, String indent) {
        boolean inline = !node.content().isEmpty()
                && INLINE.contains(node.content().get(0).type());
        if (inline) {
            block(() -> {
                out.append(indent);
                children(node, indent);
            });
        } else {
            children(node, indent);
        }
        if (node.text() != null) {
            out.append(node.text());
        }
    }

    private void children(AdfNode node, String indent) {
        for (AdfNode child : node.content()) {
            node(child, indent);
        }
    }

    private void text(AdfNode node) {
        out.append(node.text() == null ? "" : node.text());
        for (AdfNode.Mark mark : node.marks()) {
            String href = mark.attributes().getOrDefault("href", "");
            if (mark.type().equals("link") && !href.isEmpty() && !href.equals(node.text())) {
                out.append(" (").append(href).append(')');
            }
        }
    }

    private void list(AdfNode node, String indent, int number) {
        int next = number;
        for (AdfNode item : node.content()) {
            String bullet = number > 0 ? next++ + ". " : "- ";
            newLine();
            int start = out.length();
            children(item, indent + "  ");
            String written = out.substring(start).strip();
            out.setLength(start);
            out.append(indent).append(bullet).append(written).append('\n');
        }
    }

    private void row(AdfNode node) {
        newLine();
        for (int i = 0; i < node.content().size(); i++) {
            int start = out.length();
            children(node.content().get(i), "");
            String cell = out.substring(start).strip().replaceAll("\\s*\\n\\s*", " / ");
            out.setLength(start);
            out.append(i == 0 ? "" : " | ").append(cell);
        }
        out.append('\n');
    }

    private void block(Runnable writing) {
        newLine();
        writing.run();
        out.append('\n');
    }

    private void newLine() {
        if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private void card(AdfNode node) {
        out.append(first(node, "url", "id"));
    }

    private static int order(AdfNode node) {
        try {
            return Math.max(1, Integer.parseInt(node.attribute("order")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String day(String millis) {
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
