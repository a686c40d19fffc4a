package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.UUID;

/** Jira's ways of saying no. */
final class JiraErrors {

    private JiraErrors() {}

    static WireResponse error(int status, String message) {
        ObjectNode body = Json.object();
        body.putArray("errorMessages").add(message);
        body.putObject("errors");
        return traced(WireResponse.json(status, body));
    }

    static Refusal refusal(int status, String message) {
        return new Refusal(error(status, message));
    }

    static WireResponse traced(WireResponse response) {
        return response.with("Atl-TraceId", UUID.randomUUID().toString().replace("-", ""));
    }

    static WireResponse noSuchPath(WireRequest request) {
        ObjectNode body =
                Json.object().put("status", 404).put("error", "Not Found").put("path", request.rawPath());
        return traced(WireResponse.json(404, body));
    }

    static WireResponse wrongMethod(WireRequest request) {
        return traced(WireResponse.empty(405));
    }
}
