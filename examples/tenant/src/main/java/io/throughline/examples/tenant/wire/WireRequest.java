package io.throughline.examples.tenant.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as received.
 *
 * @param method upper case
 * @param rawPath as sent, percent-encoded
 * @param path what the route's placeholders matched, decoded
 * @param query decoded parameters in the order sent
 * @param headers by lower-case name, the first value of each
 * @param body as text, of at most {@value WireServer#LARGEST_BODY} bytes
 */
public record WireRequest(
        String method,
        String rawPath,
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {

    /** Returns what a placeholder of the route matched. */
    public String segment(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no placeholder {" + name + "}");
        }
        return value;
    }

    /** Returns the first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst();
    }

    /** Returns all values of a repeated query parameter. */
    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** Returns a header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    WireRequest withPath(Map<String, String> matched) {
        return new WireRequest(method, rawPath, matched, query, headers, body);
    }
}
