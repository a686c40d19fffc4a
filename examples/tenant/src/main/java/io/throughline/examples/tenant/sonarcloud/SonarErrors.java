package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;

/** SonarCloud's ways of saying no. */
final class SonarErrors {

    private SonarErrors() {}

    static WireResponse error(int status, String message) {
        ObjectNode body = Json.object();
        body.putArray("errors").addObject().put("msg", message);
        return WireResponse.json(status, body);
    }

    static Refusal refusal(int status, String message) {
        return new Refusal(error(status, message));
    }

    static WireResponse noSuchPath(WireRequest request) {
        return error(404, "Unknown url : " + request.rawPath());
    }

    static WireResponse wrongMethod(WireRequest request) {
        return error(405, "HTTP method GET is required");
    }
}
