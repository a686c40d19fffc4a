package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A page of a list as Resource Manager has it: {@code value}, and {@code nextLink} unless it is the last. */
final class ArmPage {

    private static final String TOKEN = "$skipToken";

    private ArmPage() {}

    /** Returns the page that a request asks for; {@code self} is scheme and host of this server. */
    static WireResponse of(WireRequest request, String self, List<ObjectNode> items, int size) {
        return of(request, self, items, size, TOKEN);
    }

    static WireResponse of(WireRequest request, String self, List<ObjectNode> items, int size, String token) {
        int from = Math.min(offset(request, token), items.size());
        int to = Math.min(from + size, items.size());
        ObjectNode body = Json.object();
        ArrayNode value = body.putArray("value");
        items.subList(from, to).forEach(value::add);
        if (to < items.size()) {
            body.put("nextLink", link(request, self, token, to));
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    /** Returns how many items the pages before had. */
    static int offset(WireRequest request, String token) {
        String text = request.parameter(token)
                .or(() -> request.parameter(token.toLowerCase(java.util.Locale.ROOT)))
                .orElse("0");
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw AzureErrors.refusal(400, "BadRequest", token + " is not one of this service.");
        }
    }

    /** Returns the address of the page that begins at {@code next}. */
    static String link(WireRequest request, String self, String token, int next) {
        String query = request.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equalsIgnoreCase(token))
                .map(parameter -> URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue().get(0), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return self + request.rawPath() + "?" + query + (query.isEmpty() ? "" : "&")
                + URLEncoder.encode(token, StandardCharsets.UTF_8) + "=" + next;
    }
}
