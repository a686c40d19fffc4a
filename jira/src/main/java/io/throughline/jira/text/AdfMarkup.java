package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a document as wiki markup. Within items and cells, which markup keeps to few lines, blocks stand one below the other
 * with forced breaks. Used for one document; not thread-safe.
 */
final class AdfMarkup {

    private static final String FORCED_BREAK = "\\\\ ";

    /** Markup inside a line needs something to stand on. */
    private static final String NOTHING = "&#160;";

    /** Code with one of these would end the macro around it. */
    private static final Pattern MACRO = Pattern.compile("(?i)\\{\\s*(code|noformat|quote|panel|color)");

    private static final Map<String, String> PANELS = Map.of(
            "info", "#deebff",
            "note", "#eae6ff",
            "tip", "#e3fcef",
            "warning", "#fffae6",
            "error", "#ffebe6",
            "success", "#e3fcef");

    /** What Data Center colours; others are an error there. */
    private static final Set<String> LANGUAGES = Set.of(
            "actionscript",
            "ada",
            "applescript",
            "bash",
            "c",
            "c#",
            "c++",
            "css",
            "erlang",
            "go",
            "groovy",
            "haskell",
            "html",
            "java",
            "javascript",
            "js",
            "json",
            "lua",
            "objc",
            "perl",
            "php",
            "python",
            "r",
            "ruby",
            "scala",
            "sh",
            "sql",
            "swift",
            "visualbasic",
            "xml",
            "yaml");

    String of(AdfNode root) {
        return blocks(root.content());
    }

    private String blocks(List<AdfNode> nodes) {
        return nodes.stream().map(this::block).collect(Collectors.joining("\n\n"));
    }

    private String block(AdfNode node) {
        return switch (node.type()) {
            case "heading" -> "h" + node.attribute("level") + ". " + lines(node, FORCED_BREAK);
            case "bulletList", "orderedList" -> String.join("\n", list(node, ""));
            case "codeBlock" -> code(node);
            case "panel" ->
                "{panel:bgColor=" + PANELS.getOrDefault(node.attribute("panelType"), "#f4f5f7") + "}\n"
                        + blocks(node.content()) + "\n{panel}";
            case "blockquote" -> "{quote}\n" + blocks(node.content()) + "\n{quote}";
            case "rule" -> "----";
            case "expand", "nestedExpand" -> bold(node.attribute("title")) + "\n\n" + blocks(node.content());
            case "table" -> node.content().stream().map(this::row).collect(Collectors.joining("\n"));
            default -> lines(node, "\n");
        };
    }

    private List<String> list(AdfNode list, String above) {
        String bullets = above + (list.type().equals("orderedList") ? "#" : "*");
        List<String> lines = new ArrayList<>();
        for (AdfNode item : list.content()) {
            List<AdfNode> own =
                    item.content().stream().filter(block -> !isList(block)).toList();
            String text = flat(own);
            lines.add(bullets + " " + (text.isEmpty() ? NOTHING : text));
            item.content().stream().filter(AdfMarkup::isList).forEach(inner -> lines.addAll(list(inner, bullets)));
        }
        return lines;
    }

    private static boolean isList(AdfNode node) {
        return node.type().equals("bulletList") || node.type().equals("orderedList");
    }

    private String row(AdfNode row) {
        StringBuilder line = new StringBuilder();
        String bar = "|";
        for (AdfNode cell : row.content()) {
            bar = cell.type().equals("tableHeader") ? "||" : "|";
            String text = flat(cell.content());
            line.append(bar).append(text.isEmpty() ? " " : text);
        }
        return line.append(bar).toString();
    }

    /** Returns blocks where there can be but lines. */
    private String flat(List<AdfNode> blocks) {
        return blocks.stream().map(this::flat).collect(Collectors.joining(FORCED_BREAK));
    }

    private String flat(AdfNode node) {
        return switch (node.type()) {
            case "codeBlock" -> monospaced(node, FORCED_BREAK);
            case "rule" -> WikiEscape.of("---");
            case "heading" -> marked(lines(node, FORCED_BREAK), "*");
            case "bulletList", "orderedList" -> flatList(node);
            case "panel", "blockquote" -> flat(node.content());
            case "expand", "nestedExpand" -> bold(node.attribute("title")) + FORCED_BREAK + flat(node.content());
            default -> lines(node, FORCED_BREAK);
        };
    }

    private String flatList(AdfNode list) {
        boolean ordered = list.type().equals("orderedList");
        int number = ordered ? Integer.parseInt(list.attributes().getOrDefault("order", "1")) : 0;
        List<String> items = new ArrayList<>();
        for (AdfNode item : list.content()) {
            items.add((ordered ? number++ + ". " : "• ") + flat(item.content()));
        }
        return String.join(FORCED_BREAK, items);
    }

    private String code(AdfNode node) {
        String text = node.content().stream().map(AdfMarkup::text).collect(Collectors.joining());
        if (MACRO.matcher(text).find()) {
            return monospaced(node, "\n");
        }
        String language = node.attribute("language").toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(language)
                ? "{code:" + language + "}\n" + text + "\n{code}"
                : "{noformat}\n" + text + "\n{noformat}";
    }

    private static String monospaced(AdfNode node, String lineBreak) {
        return node.content().stream()
                .flatMap(text -> text(text).lines())
                .map(line -> line.isBlank() ? NOTHING : "{{" + WikiEscape.of(line) + "}}")
                .collect(Collectors.joining(lineBreak));
    }

    /** Returns what is inline, with a break as given. */
    private String lines(AdfNode node, String lineBreak) {
        StringBuilder out = new StringBuilder();
        for (AdfNode inline : node.content()) {
            out.append(inline.type().equals("hardBreak") ? lineBreak : inline(inline));
        }
        return out.toString();
    }

    private static String inline(AdfNode node) {
        return switch (node.type()) {
            case "text" -> marks(node);
            case "status" -> bold("[" + node.attribute("text") + "]");
            case "mention" -> "[~" + node.attribute("id") + "]";
            case "inlineCard" -> "[" + WikiEscape.url(node.attribute("url")) + "]";
            case "date" -> AdfPlainText.day(node.attribute("timestamp"));
            default -> WikiEscape.of(text(node));
        };
    }

    private static String marks(AdfNode node) {
        String text = text(node);
        if (text.isBlank()) {
            return text;
        }
        // Marks stick to what they mark: blanks at the ends stay outside.
        String inner = text.strip();
        int start = text.indexOf(inner);
        String marked = WikiEscape.of(inner);
        String href = "";
        for (AdfNode.Mark mark : node.marks()) {
            marked = switch (mark.type()) {
                case "strong" -> marked(marked, "*");
                case "em" -> marked(marked, "_");
                case "strike" -> marked(marked, "-");
                case "underline" -> marked(marked, "+");
                case "code" -> "{{" + marked + "}}";
                case "subsup" -> marked(marked, "sub".equals(mark.attributes().get("type")) ? "~" : "^");
                case "textColor" ->
                    "{color:" + mark.attributes().getOrDefault("color", "#000000") + "}" + marked + "{color}";
                default -> marked;
            };
            if (mark.type().equals("link")) {
                href = mark.attributes().getOrDefault("href", "");
            }
        }
        if (!href.isEmpty()) {
            marked = "[" + marked + "|" + WikiEscape.url(href) + "]";
        }
        return text.substring(0, start) + marked + text.substring(start + inner.length());
    }

    /** Returns text in the form of a mark that works within words too. */
    private static String marked(String markup, String sign) {
        return markup.isEmpty() ? "" : "{" + sign + "}" + markup + "{" + sign + "}";
    }

    private static String bold(String text) {
        return marked(WikiEscape.of(text.strip()), "*");
    }

    private static String text(AdfNode node) {
        return node.text() == null ? "" : node.text();
    }
}
