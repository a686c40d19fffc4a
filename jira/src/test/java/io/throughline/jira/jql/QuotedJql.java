package io.throughline.jira.jql;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads quoted values of JQL back by the language's own rules: within quotes the escapes are {@code \\ \" \' \n \r \t},
 * backslash-space and {@code \}{@code uXXXX}; any other backslash is a syntax error, as is a raw control character other
 * than a line end.
 */
final class QuotedJql {

    private final String jql;
    private final List<String> values = new ArrayList<>();
    private final StringBuilder skeleton = new StringBuilder();

    private QuotedJql(String jql) {
        this.jql = jql;
    }

    static List<String> values(String jql) {
        return parsed(jql).values;
    }

    /** Returns the query with a question mark for each value. */
    static String skeleton(String jql) {
        return parsed(jql).skeleton.toString();
    }

    private static QuotedJql parsed(String jql) {
        QuotedJql parsed = new QuotedJql(jql);
        for (int i = 0; i < jql.length(); i++) {
            if (jql.charAt(i) == '"') {
                i = parsed.value(i + 1);
                parsed.skeleton.append('?');
            } else {
                parsed.skeleton.append(jql.charAt(i));
            }
        }
        return parsed;
    }

    /** Reads a value and returns the index of its closing quote. */
    private int value(int start) {
        StringBuilder value = new StringBuilder();
        for (int i = start; i < jql.length(); i++) {
            char c = jql.charAt(i);
            if (c == '"') {
                values.add(value.toString());
                return i;
            }
            if (c < 0x20 && c != '\n' && c != '\r') {
                throw new IllegalArgumentException("raw control character at " + i);
            }
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escape = jql.charAt(++i);
            switch (escape) {
                case '\\', '"', '\'', ' ' -> value.append(escape);
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    value.append((char) Integer.parseInt(jql, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> throw new IllegalArgumentException("unknown escape at " + i);
            }
        }
        throw new IllegalArgumentException("value is not closed");
    }
}
