package io.throughline.examples.tenant.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JQL. Words that are reserved must be quoted, and escapes be known ones, as in Jira. */
final class JqlParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')|(>=|<=|!=|!~|=|>|<|~|\\(|\\)|,)|([^\\s\"'()=!<>~,]+))");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)", Pattern.DOTALL);
    private static final Set<String> OPERATORS = Set.of("=", "!=", ">", ">=", "<", "<=", "~", "!~");
    private static final Set<String> RESERVED = Set.of(
            "and", "or", "not", "in", "is", "order", "by", "asc", "desc", "int", "do", "add", "if", "on", "as", "go",
            "raw", "max", "long", "date", "table", "user", "field", "view", "file", "from", "to", "with", "share",
            "session");

    private record Token(String text, boolean quoted, boolean symbol, int at) {}

    private final String jql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private JqlParser(String jql) {
        this.jql = jql;
        Matcher matcher = TOKEN.matcher(jql);
        int end = 0;
        while (end < jql.length() && matcher.find(end) && matcher.start() == end) {
            boolean quoted = matcher.group(1) != null;
            boolean symbol = matcher.group(2) != null;
            String text = matcher.group().strip();
            tokens.add(new Token(quoted ? unescaped(text) : text, quoted, symbol, end));
            end = matcher.end();
        }
        if (!jql.substring(Math.min(end, jql.length())).isBlank()) {
            throw error("The character '" + jql.substring(end).strip().charAt(0) + "' is not expected", end);
        }
    }

    static Jql parse(String jql) {
        return new JqlParser(jql).query();
    }

    private Jql query() {
        boolean bounded = !atEnd() && !isWord("order");
        Jql.Condition condition = bounded ? or() : new Jql.Everything();
        List<Jql.Order> order = new ArrayList<>();
        if (acceptWord("order")) {
            expectWord("by");
            do {
                String field = next().text().toLowerCase(Locale.ROOT);
                boolean descending = acceptWord("desc");
                if (!descending) {
                    acceptWord("asc");
                }
                order.add(new Jql.Order(field, descending));
            } while (acceptSymbol(","));
        }
        if (!atEnd()) {
            throw error("Expecting operator but got '" + peek().text() + "'", peek().at());
        }
        return new Jql(condition, bounded, order);
    }

    private Jql.Condition or() {
        List<Jql.Condition> parts = new ArrayList<>(List.of(and()));
        while (acceptWord("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Jql.Any(parts);
    }

    private Jql.Condition and() {
        List<Jql.Condition> parts = new ArrayList<>(List.of(not()));
        while (acceptWord("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Jql.All(parts);
    }

    private Jql.Condition not() {
        if (acceptWord("not")) {
            return new Jql.Not(not());
        }
        if (acceptSymbol("(")) {
            Jql.Condition inner = or();
            expectSymbol(")");
            return inner;
        }
        return clause();
    }

    private Jql.Condition clause() {
        Token field = next();
        if (field.symbol() || (!field.quoted() && RESERVED.contains(field.text().toLowerCase(Locale.ROOT)))) {
            throw error("Expecting a field name but got '" + field.text() + "'", field.at());
        }
        String name = field.text().toLowerCase(Locale.ROOT);
        if (acceptWord("is")) {
            boolean negated = acceptWord("not");
            Token empty = next();
            if (!empty.text().equalsIgnoreCase("empty") && !empty.text().equalsIgnoreCase("null")) {
                throw error("Expecting EMPTY but got '" + empty.text() + "'", empty.at());
            }
            return new Jql.Clause(name, negated ? "is not" : "is", List.of());
        }
        boolean negated = acceptWord("not");
        if (acceptWord("in")) {
            expectSymbol("(");
            List<Jql.Value> values = new ArrayList<>();
            do {
                values.add(value());
            } while (acceptSymbol(","));
            expectSymbol(")");
            return new Jql.Clause(name, negated ? "not in" : "in", values);
        }
        Token operator = next();
        if (negated || !operator.symbol() || !OPERATORS.contains(operator.text())) {
            throw error("Expecting operator but got '" + operator.text() + "'", operator.at());
        }
        return new Jql.Clause(name, operator.text(), List.of(value()));
    }

    private Jql.Value value() {
        Token token = next();
        if (token.symbol()) {
            throw error("Expecting either a value, list or function but got '" + token.text() + "'", token.at());
        }
        if (!token.quoted() && RESERVED.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw error(
                    "'" + token.text() + "' is a reserved JQL word. You must surround it in quotation marks",
                    token.at());
        }
        if (!token.quoted() && acceptSymbol("(")) {
            expectSymbol(")");
            return new Jql.Value(token.text(), false, true);
        }
        return new Jql.Value(token.text(), token.quoted(), false);
    }

    private String unescaped(String quoted) {
        Matcher matcher = ESCAPE.matcher(quoted.substring(1, quoted.length() - 1));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String escape = matcher.group(1);
            String value = switch (escape.charAt(0)) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case '\\', '"', '\'', ' ' -> escape;
                case 'u' -> {
                    if (escape.length() != 5) {
                        throw error("'\\u' is an illegal JQL escape sequence", matcher.start());
                    }
                    yield String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
                }
                default -> throw error("'\\" + escape + "' is an illegal JQL escape sequence", matcher.start());
            };
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    private boolean atEnd() {
        return at >= tokens.size();
    }

    private Token peek() {
        if (atEnd()) {
            throw error("The query ends too early", jql.length());
        }
        return tokens.get(at);
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private boolean isWord(String word) {
        return !atEnd() && !peek().quoted() && !peek().symbol() && peek().text().equalsIgnoreCase(word);
    }

    private boolean acceptWord(String word) {
        boolean is = isWord(word);
        at += is ? 1 : 0;
        return is;
    }

    private void expectWord(String word) {
        if (!acceptWord(word)) {
            throw error("Expecting '" + word + "'", atEnd() ? jql.length() : peek().at());
        }
    }

    private boolean acceptSymbol(String symbol) {
        boolean is = !atEnd() && peek().symbol() && peek().text().equals(symbol);
        at += is ? 1 : 0;
        return is;
    }

    private void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw error("Expecting '" + symbol + "'", atEnd() ? jql.length() : peek().at());
        }
    }

    private static RuntimeException error(String what, int place) {
        return JiraErrors.refusal(400, "Error in the JQL Query: " + what + ". (line 1, character " + (place + 1) + ")");
    }
}
