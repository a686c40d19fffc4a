package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a query into tokens. */
final class Tokenizer {

    private static final Set<String> TYPED = Set.of(
            "datetime", "timespan", "time", "long", "int", "real", "double", "bool", "guid", "dynamic", "decimal");
    private static final List<String> SYMBOLS = List.of(
            "!contains_cs",
            "!contains",
            "!startswith_cs",
            "!startswith",
            "!endswith_cs",
            "!endswith",
            "!has_cs",
            "!has",
            "!between",
            "!in~",
            "!in",
            "in~",
            "..",
            "==",
            "!=",
            "=~",
            "!~",
            "<=",
            ">=",
            "<>",
            "|",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            ":",
            ".",
            "=",
            "<",
            ">",
            "+",
            "-",
            "*",
            "/",
            "%",
            "$");

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Tokenizer tokenizer = new Tokenizer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(tokenizer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanksAndComments();
        if (at >= text.length()) {
            return token(Token.Kind.END, "<EOF>", at);
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return string(start, false);
        }
        if ((c == '@' || c == 'h' || c == 'H') && startsString(at + 1)) {
            at++;
            return string(start, c == '@');
        }
        if ((c == 'h' || c == 'H') && at + 1 < text.length() && text.charAt(at + 1) == '@' && startsString(at + 2)) {
            at += 2;
            return string(start, true);
        }
        if (Character.isDigit(c)) {
            return number(start);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at) && !continuesAsName(symbol)) {
                at += symbol.length();
                return token(Token.Kind.SYMBOL, symbol, start);
            }
        }
        if (isNamePart(c)) {
            return name(start);
        }
        throw KustoException.syntax(token(Token.Kind.SYMBOL, String.valueOf(c), start));
    }

    /** {@code !instance} is not {@code !in} and a rest. */
    private boolean continuesAsName(String symbol) {
        int after = at + symbol.length();
        return isNamePart(symbol.charAt(symbol.length() - 1))
                && after < text.length()
                && isNamePart(text.charAt(after));
    }

    private boolean startsString(int index) {
        return index < text.length() && (text.charAt(index) == '"' || text.charAt(index) == '\'');
    }

    private Token name(int start) {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        // "project-away", "mv-expand" and their like are one word only where an operator stands; the parser joins them.
        int bracket = at;
        while (bracket < text.length() && Character.isWhitespace(text.charAt(bracket))) {
            bracket++;
        }
        if (TYPED.contains(name) && bracket < text.length() && text.charAt(bracket) == '(') {
            return typed(start, name, bracket);
        }
        return token(Token.Kind.NAME, name, start);
    }

    private Token typed(int start, String type, int bracket) {
        int depth = 0;
        char quote = 0;
        for (int i = bracket; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                String content = text.substring(bracket + 1, i).strip();
                Token token = new Token(Token.Kind.TYPED, content, type, line, start - lineStart);
                countLines(at, i);
                at = i + 1;
                return token;
            }
        }
        throw KustoException.syntax(token(Token.Kind.NAME, type, start), "a closing bracket is missing");
    }

    private Token string(int start, boolean verbatim) {
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == quote) {
                if (verbatim && at < text.length() && text.charAt(at) == quote) {
                    value.append(quote);
                    at++;
                    continue;
                }
                return token(Token.Kind.STRING, value.toString(), start);
            }
            if (c == '\\' && !verbatim) {
                value.append(escaped(start));
            } else {
                value.append(c);
            }
        }
        throw KustoException.syntax(
                token(Token.Kind.STRING, text.substring(start, at), start), "the text is not closed");
    }

    private char escaped(int start) {
        if (at >= text.length()) {
            throw KustoException.syntax(
                    token(Token.Kind.STRING, text.substring(start), start), "the text is not closed");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '0' -> '\0';
            case '\\', '"', '\'' -> c;
            case 'u' -> unicode(start);
            default ->
                throw KustoException.syntax(
                        token(Token.Kind.STRING, "\\" + c, start), "there is no such escape sequence");
        };
    }

    private char unicode(int start) {
        if (at + 4 <= text.length()) {
            String digits = text.substring(at, at + 4);
            if (digits.chars().allMatch(d -> Character.digit(d, 16) >= 0)) {
                at += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        throw KustoException.syntax(token(Token.Kind.STRING, "\\u", start), "four hexadecimal digits must follow");
    }

    private Token number(int start) {
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
            return token(Token.Kind.WHOLE, text.substring(start, at), start);
        }
        digits();
        boolean real = false;
        if (at + 1 < text.length() && text.charAt(at) == '.' && Character.isDigit(text.charAt(at + 1))) {
            real = true;
            at++;
            digits();
        }
        int exponent = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (at < text.length() && Character.isDigit(text.charAt(at))) {
                digits();
                return token(Token.Kind.REAL, text.substring(start, at), start);
            }
            at = exponent;
        }
        int unit = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at > unit) {
            if (Timespans.unit(text.substring(unit, at)).isEmpty()) {
                throw KustoException.syntax(token(Token.Kind.WHOLE, text.substring(start, at), start));
            }
            return token(Token.Kind.TIMESPAN, text.substring(start, at), start);
        }
        return token(real ? Token.Kind.REAL : Token.Kind.WHOLE, text.substring(start, at), start);
    }

    private void digits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                line++;
                lineStart = at;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private void countLines(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
    }

    private Token token(Token.Kind kind, String value, int start) {
        return new Token(kind, value, "", line, start - lineStart);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
