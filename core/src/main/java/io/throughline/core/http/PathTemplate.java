package io.throughline.core.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Builds addresses from parts that may hold any character. */
final class PathTemplate {

    private static final String UNRESERVED = "-._~";

    private PathTemplate() {}

    /** Returns the endpoint with a path in which each <code>{}</code> is replaced by an encoded segment. */
    static URI resolve(URI endpoint, String template, Object... segments) {
        StringBuilder path = new StringBuilder();
        int at = 0;
        for (Object segment : segments) {
            int hole = template.indexOf("{}", at);
            if (hole < 0) {
                throw new IllegalArgumentException("more segments than places in " + template);
            }
            String text = segment.toString();
            if (text.isBlank() || text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException("segment for " + template + " must be a name, was '" + text + "'");
            }
            path.append(template, at, hole).append(encode(text));
            at = hole + 2;
        }
        String rest = template.substring(at);
        if (rest.contains("{}")) {
            throw new IllegalArgumentException("fewer segments than places in " + template);
        }
        return URI.create(endpoint + path.append(rest).toString());
    }

    /** Percent-encodes all but letters, digits and {@code -._~}, as UTF-8. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
