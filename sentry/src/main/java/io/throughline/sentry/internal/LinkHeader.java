package io.throughline.sentry.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sentry's paging header: links to the previous and the next page, both always there, each saying by {@code results}
 * whether that page has anything. Only the cursor is taken: the link's host may be another than the one configured.
 */
public final class LinkHeader {

    private LinkHeader() {}

    /** Returns the cursor of the next page; empty if there is none. */
    public static Optional<String> nextCursor(List<String> values) {
        for (String value : values) {
            for (Map<String, String> link : parse(value)) {
                boolean next = "next".equals(link.get("rel")) && !"false".equals(link.get("results"));
                String cursor = link.get("cursor");
                if (next && cursor != null && !cursor.isEmpty()) {
                    return Optional.of(cursor);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the parameters of each link; the address is under the empty name. */
    public static List<Map<String, String>> parse(String value) {
        List<Map<String, String>> links = new ArrayList<>();
        for (String part : split(value, ',')) {
            Map<String, String> link = new HashMap<>();
            for (String piece : split(part, ';')) {
                int equals = piece.indexOf('=');
                if (piece.startsWith("<") && piece.endsWith(">")) {
                    link.put("", piece.substring(1, piece.length() - 1));
                } else if (equals > 0) {
                    String name = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                    link.putIfAbsent(name, unquoted(piece.substring(equals + 1).strip()));
                }
            }
            if (link.containsKey("")) {
                links.add(link);
            }
        }
        return links;
    }

    /** Splits outside of angle brackets and quotes: an address may hold commas and semicolons. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            }
            if (c == separator && !quoted && !bracketed) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
