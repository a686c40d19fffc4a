package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.KustoException;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.UUID;

/** Azure's ways of saying no. */
final class AzureErrors {

    private AzureErrors() {}

    /** As Resource Manager and most others: {@code {"error":{"code","message"}}}. */
    static WireResponse error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return identified(WireResponse.json(status, body));
    }

    static Refusal refusal(int status, String code, String message) {
        return new Refusal(error(status, code, message));
    }

    static WireResponse identified(WireResponse response) {
        String id = UUID.randomUUID().toString();
        return response.with("x-ms-request-id", id).with("x-ms-correlation-request-id", id);
    }

    static WireResponse noSuchPath(WireRequest request) {
        return error(404, "PathNotFoundError", "The requested path does not exist");
    }

    static WireResponse wrongMethod(WireRequest request) {
        return error(405, "MethodNotAllowed", "The method " + request.method() + " is not allowed here.");
    }

    /** As Log Analytics answers a bad query, with the place in it. */
    static WireResponse badQuery(KustoException e) {
        boolean syntax = e.kind() == KustoException.Kind.SYNTAX;
        ObjectNode body = Json.object();
        ObjectNode error = badArgument(body);
        ObjectNode inner = error.putObject("innererror")
                .put("code", syntax ? "SyntaxError" : "SemanticError")
                .put("message", syntax ? "A recognition error occurred in the query." : "A semantic error occurred.");
        ObjectNode innermost = inner.putObject("innererror")
                .put("code", syntax ? "SYN0002" : "SEM0100")
                .put("message", e.getMessage());
        if (syntax) {
            innermost.put("line", e.line()).put("pos", e.column()).put("token", e.token());
        }
        return identified(WireResponse.json(400, body));
    }

    /** As Log Analytics answers what its engine cannot compute. */
    static WireResponse notComputable(String message) {
        ObjectNode body = Json.object();
        badArgument(body)
                .putObject("innererror")
                .put("code", "SemanticError")
                .put("message", "A semantic error occurred.")
                .putObject("innererror")
                .put("code", "SEM0001")
                .put("message", message);
        return identified(WireResponse.json(400, body));
    }

    private static ObjectNode badArgument(ObjectNode body) {
        return body.putObject("error")
                .put("message", "The request had some invalid properties")
                .put("code", "BadArgumentError")
                .put("correlationId", UUID.randomUUID().toString());
    }
}
