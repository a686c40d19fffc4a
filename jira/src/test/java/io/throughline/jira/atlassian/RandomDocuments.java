package io.throughline.jira.atlassian;

import io.throughline.jira.text.AdfBlock;
import io.throughline.jira.text.AdfCell;
import io.throughline.jira.text.AdfDocument;
import io.throughline.jira.text.AdfInline;
import io.throughline.jira.text.AdfItem;
import io.throughline.jira.text.AdfSpan;
import io.throughline.jira.text.AdfTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes documents and texts of all kinds by chance. */
final class RandomDocuments {

    private static final List<String> PARTS = List.of(
            "\"",
            "'",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "{code}",
            "{noformat}",
            "{panel}",
            "*",
            "_",
            "|",
            "||",
            "h1. ",
            "bq. ",
            "[~mia]",
            "[x|http://y]",
            "&amp;",
            "<b>",
            "\u0000",
            "\u001b",
            "\u0085",
            "\ud800",
            "\udfff",
            "\ud83d\ude00",
            "\ufffe",
            "\ufdd0",
            "\ufdef",
            "\ud83f\udfff",
            "\u2028",
            "OR",
            "empty",
            "a",
            "bc",
            "0",
            "é",
            "障",
            "u0041",
            "(",
            ")",
            ",");

    private final Random random;

    RandomDocuments(Random random) {
        this.random = random;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.append(
                    random.nextInt(5) == 0
                            ? Character.toString(random.nextInt(0x10000))
                            : PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    AdfDocument document() {
        return AdfDocument.of(some(0, 5, this::top).toList());
    }

    private AdfBlock top() {
        return switch (random.nextInt(6)) {
            case 0 -> table();
            case 1 -> AdfBlock.expand(text(), some(1, 3, this::inExpand).toArray(AdfBlock.InExpand[]::new));
            default -> inBox();
        };
    }

    private AdfBlock.InExpand inExpand() {
        return random.nextInt(5) == 0 ? table() : inCell();
    }

    private AdfTable table() {
        int columns = 1 + random.nextInt(3);
        AdfTable.Builder table = AdfTable.builder();
        for (int rows = 1 + random.nextInt(3); rows > 0; rows--) {
            table.row(some(columns, columns, this::cell).toList());
        }
        return table.build();
    }

    private AdfCell cell() {
        return switch (random.nextInt(3)) {
            case 0 -> AdfCell.header(text());
            case 1 -> AdfCell.of(text());
            default -> AdfCell.of(some(1, 2, this::inCell).toArray(AdfBlock.InCell[]::new));
        };
    }

    private AdfBlock.InCell inCell() {
        return random.nextInt(6) == 0
                ? AdfBlock.nestedExpand(text(), some(1, 2, this::inBox).toArray(AdfBlock.InBox[]::new))
                : inBox();
    }

    private AdfBlock.InBox inBox() {
        return switch (random.nextInt(5)) {
            case 0 ->
                AdfBlock.panel(
                        one(AdfBlock.Panel.values()), some(1, 3, this::inPanel).toArray(AdfBlock.InPanel[]::new));
            case 1 -> AdfBlock.quote(some(1, 2, () -> inItem(2)).toArray(AdfBlock.InItem[]::new));
            default -> inPanel();
        };
    }

    private AdfBlock.InPanel inPanel() {
        return switch (random.nextInt(5)) {
            case 0 ->
                AdfBlock.heading(1 + random.nextInt(6), some(0, 3, this::inline).toArray(AdfInline[]::new));
            case 1 -> AdfBlock.rule();
            default -> inItem(2);
        };
    }

    private AdfBlock.InItem inItem(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> AdfBlock.code(text());
            case 1 -> AdfBlock.codeCutTo(1 + random.nextInt(9), text(), one("java", "c++", "json", "unheard-of"));
            case 4 -> AdfBlock.bulletList(some(1, 3, () -> item(depth - 1)).toList());
            case 5 ->
                AdfBlock.orderedList(
                        random.nextInt(4), some(1, 3, () -> item(depth - 1)).toList());
            default -> AdfBlock.paragraph(some(0, 4, this::inline).toList());
        };
    }

    private AdfItem item(int depth) {
        return AdfItem.of(some(1, 2, () -> inItem(depth)).toArray(AdfBlock.InItem[]::new));
    }

    private AdfInline inline() {
        return switch (random.nextInt(9)) {
            case 0 -> AdfInline.hardBreak();
            case 1 -> AdfInline.code(text());
            case 2 -> AdfInline.code(text()).link("https://acme.example/a?b=c#d");
            case 3 -> AdfInline.status("x" + text(), one(AdfInline.Color.values()));
            case 4 -> AdfInline.day(LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000L));
            case 5 -> AdfInline.card("https://acme.example/" + random.nextInt());
            case 6 -> AdfInline.mention("5f8d:" + random.nextInt(9));
            default -> span();
        };
    }

    private AdfSpan span() {
        AdfSpan span = AdfInline.text(text());
        for (int marks = random.nextInt(4); marks > 0; marks--) {
            span = switch (random.nextInt(8)) {
                case 0 -> span.strong();
                case 1 -> span.emphasized();
                case 2 -> span.struck();
                case 3 -> span.underlined();
                case 4 -> span.subscript();
                case 5 -> span.superscript();
                case 6 -> span.colored("#Ff0099");
                default -> span.link(one("https://acme.example/{a}|b]", "mailto:mia@acme.example"));
            };
        }
        return span;
    }

    private <T> Stream<T> some(int least, int most, Supplier<T> maker) {
        return IntStream.range(0, least + random.nextInt(most - least + 1)).mapToObj(i -> maker.get());
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
