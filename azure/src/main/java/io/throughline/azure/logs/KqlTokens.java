package io.throughline.azure.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a query's text, told apart from its literals and comments. It knows just enough of the language for that:
 * literals in either quote, verbatim ({@code @"…"}), hidden ({@code h"…"}) and multi-line ({@code ```…```}), comments up
 * to the end of the line, and brackets.
 */
final class KqlTokens {

    /** What a token is. */
    enum Kind {
        NAME,
        LITERAL,
        SIGN
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param text its text; of a bracketed name {@code ['…']} the brackets and the literal are tokens of their own
     * @param at where it begins
     * @param depth how many brackets are open around it
     */
    record Token(Kind kind, String text, int at, int depth) {

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean named(String name) {
            return kind == Kind.NAME && text.equals(name);
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int depth;
    private int at;

    private KqlTokens(String text) {
        this.text = text;
    }

    /**
     * Returns the tokens of a text in order.
     *
     * @throws IllegalArgumentException if a literal or a bracket is not closed
     */
    static List<Token> of(String text) {
        KqlTokens scanner = new KqlTokens(text);
        while (scanner.at < text.length()) {
            scanner.next();
        }
        if (scanner.depth > 0) {
            throw new IllegalArgumentException("the query has a bracket that is not closed");
        }
        return List.copyOf(scanner.tokens);
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            at = end;
        } else if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
            String fence = text.substring(at, at + 3);
            literal(at, closing(text.indexOf(fence, at + 3)) + 3);
        } else if (c == '"' || c == '\'') {
            literal(at, quoted(at, false));
        } else if (c == '@' && quoteAt(at + 1)) {
            literal(at, quoted(at + 1, true));
        } else if ((c == 'h' || c == 'H') && quoteAt(at + 1)) {
            literal(at, quoted(at + 1, false));
        } else if ((c == 'h' || c == 'H') && at + 1 < text.length() && text.charAt(at + 1) == '@' && quoteAt(at + 2)) {
            literal(at, quoted(at + 2, true));
        } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
            int end = at;
            while (end < text.length() && namePart(text.charAt(end))) {
                end++;
            }
            add(new Token(Kind.NAME, text.substring(at, end), at, depth), end);
        } else {
            sign(c);
        }
    }

    private void sign(char c) {
        if ("([{".indexOf(c) >= 0) {
            add(new Token(Kind.SIGN, String.valueOf(c), at, depth), at + 1);
            depth++;
        } else if (")]}".indexOf(c) >= 0) {
            depth--;
            if (depth < 0) {
                throw new IllegalArgumentException("the query closes a bracket that is not open, at " + at);
            }
            add(new Token(Kind.SIGN, String.valueOf(c), at, depth), at + 1);
        } else {
            add(new Token(Kind.SIGN, String.valueOf(c), at, depth), at + 1);
        }
    }

    private void literal(int from, int to) {
        add(new Token(Kind.LITERAL, text.substring(from, to), from, depth), to);
    }

    private void add(Token token, int end) {
        tokens.add(token);
        at = end;
    }

    private boolean quoteAt(int index) {
        return index < text.length() && (text.charAt(index) == '"' || text.charAt(index) == '\'');
    }

    /** Returns the index after the quote that closes the literal whose opening quote is at an index. */
    private int quoted(int open, boolean verbatim) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!verbatim && c == '\\') {
                i++;
            } else if (c == quote) {
                if (verbatim && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            } else if (!verbatim && (c == '\n' || c == '\r')) {
                break;
            }
        }
        return closing(-1);
    }

    private int closing(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("the query has a literal that is not closed, at " + at);
        }
        return index;
    }

    private static boolean namePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
