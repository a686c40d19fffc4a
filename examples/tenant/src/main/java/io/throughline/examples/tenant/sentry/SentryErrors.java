package io.throughline.examples.tenant.sentry;

import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;

/** Sentry's ways of saying no. */
final class SentryErrors {

    private SentryErrors() {}

    static WireResponse error(int status, String detail) {
        return WireResponse.json(status, Json.object().put("detail", detail));
    }

    static Refusal refusal(int status, String detail) {
        return new Refusal(error(status, detail));
    }

    /** A path without its last slash is led to the one that has it. */
    static WireResponse noSuchPath(WireRequest request) {
        if (!request.rawPath().endsWith("/")) {
            return WireResponse.empty(301).with("Location", request.rawPath() + "/");
        }
        return error(404, "The requested resource does not exist");
    }

    static WireResponse wrongMethod(WireRequest request) {
        return error(405, "Method \"" + request.method() + "\" not allowed.");
    }
}
