package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of a list, with both links in its header; smaller than asked for, which Sentry may be at any time. */
final class Page {

    private static final Pattern CURSOR = Pattern.compile("-?[0-9.]+:(\\d+):([01])");

    private Page() {}

    /**
     * Answers the page that the request's cursor names.
     *
     * @param sizeName {@code limit} or {@code per_page}
     * @param largest how many items a page has at most, whatever was asked
     */
    static <T> WireResponse of(
            WireRequest request, List<T> all, String sizeName, int largest, Function<T, JsonNode> write) {
        return of(request, all, sizeName, largest, write, items -> items);
    }

    /** As {@link #of(WireRequest, List, String, int, Function)}, with the items inside of something. */
    static <T> WireResponse of(
            WireRequest request,
            List<T> all,
            String sizeName,
            int largest,
            Function<T, JsonNode> write,
            Function<ArrayNode, JsonNode> wrap) {
        int size = Math.min(size(request, sizeName), largest);
        int from = request.parameter("cursor").map(Page::offset).orElse(0);
        int to = Math.min(all.size(), from + size);
        ArrayNode items = Json.array();
        all.subList(Math.min(from, to), to).forEach(item -> items.add(write.apply(item)));
        String before = "0:" + Math.max(0, from - size) + ":1";
        String after = "0:" + (from + size) + ":0";
        String link =
                link(request, "previous", from > 0, before) + ", " + link(request, "next", to < all.size(), after);
        return WireResponse.json(200, wrap.apply(items)).with("Link", link);
    }

    private static int size(WireRequest request, String name) {
        String text = request.parameter(name).orElse("100");
        int size;
        try {
            size = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            size = 0;
        }
        if (size < 1 || size > 100) {
            throw SentryErrors.refusal(400, "Invalid " + name + " value. Must be between 1 and 100.");
        }
        return size;
    }

    private static int offset(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw SentryErrors.refusal(400, "Invalid cursor parameter.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String link(WireRequest request, String relation, boolean results, String cursor) {
        String query = request.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value ->
                                parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&"))
                .collect(Collectors.joining());
        return "<https://" + request.header("Host").orElse("localhost") + request.rawPath() + "?" + query + "cursor="
                + cursor + ">; rel=\"" + relation + "\"; results=\"" + results + "\"; cursor=\"" + cursor + "\"";
    }
}
