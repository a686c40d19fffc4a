package io.throughline.sentry.issue;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the part of Sentry's search language that matters here, after the grammar in the server's {@code
 * event_search.py}: conditions of a key and a quoted value or a list of such, and quoted free text.
 */
final class SearchGrammar {

    private final String text;
    private int at;

    private SearchGrammar(String text) {
        this.text = text;
    }

    /** A condition; free text has an empty key, and a wildcard is told. */
    record Condition(boolean negated, String key, List<String> values, boolean wildcard) {}

    static List<Condition> parse(String text) {
        SearchGrammar grammar = new SearchGrammar(text);
        List<Condition> conditions = new ArrayList<>();
        while (grammar.at < text.length()) {
            conditions.add(grammar.condition());
            if (grammar.at < text.length()) {
                grammar.expect(' ');
            }
        }
        return conditions;
    }

    private Condition condition() {
        boolean negated = peek() == '!';
        at += negated ? 1 : 0;
        String key = "";
        if (peek() != '"') {
            int colon = text.indexOf(':', at);
            // The key of a tag may hold no colon, and none of those used here does.
            key = text.substring(at, colon);
            at = colon + 1;
        }
        List<String> values = new ArrayList<>();
        boolean wildcard = false;
        if (peek() == '[') {
            at++;
            while (true) {
                String raw = quoted();
                wildcard |= isWildcard(raw);
                values.add(unescaped(raw));
                if (peek() == ']') {
                    at++;
                    break;
                }
                expect(',');
                expect(' ');
            }
        } else {
            String raw = quoted();
            wildcard = isWildcard(raw);
            values.add(unescaped(raw));
        }
        return new Condition(negated, key, values, wildcard);
    }

    /** {@code '"' ('\"' / [^"])* '"'}: an escaped quote first, any other character but a quote otherwise. */
    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            if (text.startsWith("\\\"", at)) {
                value.append('"');
                at += 2;
            } else {
                value.append(text.charAt(at++));
            }
        }
        expect('"');
        return value.toString();
    }

    /** An asterisk behind an even number of backslashes. */
    private static boolean isWildcard(String raw) {
        int backslashes = 0;
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '*' && backslashes % 2 == 0) {
                return true;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return false;
    }

    private static String unescaped(String raw) {
        return raw.replace("\\*", "*");
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalStateException("the search ends early: " + text);
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalStateException("expected " + c + " at " + at + " of " + text);
        }
        at++;
    }
}
