package io.throughline.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the words of an error where most vendors put them. */
final class StandardErrors {

    private static final List<String> WORDS =
            List.of("detail", "message", "msg", "error_description", "error", "errorMessages", "errors", "title");
    private static final List<String> CODES = List.of("code", "errorCode", "error");
    private static final List<String> IDS = List.of(
            "X-Request-Id", "Request-Id", "X-Correlation-Id", "Atl-Traceid", "X-ARequestId", "X-Trace-Id", "CF-Ray");
    private static final List<String> BODY_IDS = List.of("errorId", "requestId", "traceId");
    private static final int DEEPEST = 6;

    private StandardErrors() {}

    // The operation and status are part of the interface, not of what is found here.
    @SuppressWarnings("unused")
    static VendorError read(String operation, int status, Headers headers, @Nullable Object body) {
        String requestId = requestId(headers);
        String code = null;
        if (body instanceof Map<?, ?> members) {
            for (String name : BODY_IDS) {
                requestId = members.get(name) instanceof String id ? id : requestId;
            }
            Map<?, ?> coded = members.get("detail") instanceof Map<?, ?> detail ? detail : members;
            for (String name : CODES) {
                Object value = coded.get(name);
                code = code == null && (value instanceof String || value instanceof Number) ? value.toString() : code;
            }
        }
        List<String> words = new ArrayList<>();
        collect(body, words, 0);
        String message = words.isEmpty() ? null : String.join("; ", words);
        return new VendorError(message != null && message.equals(code) ? null : code, message, requestId, null);
    }

    /** Returns the vendor's id of a request from where most vendors put it. */
    static @Nullable String requestId(Headers headers) {
        for (String name : IDS) {
            Optional<String> id = headers.first(name);
            if (id.isPresent()) {
                return id.get();
            }
        }
        return null;
    }

    private static void collect(@Nullable Object value, List<String> words, int depth) {
        if (depth > DEEPEST || words.size() > DEEPEST) {
            return;
        }
        if (value instanceof String text) {
            if (!text.isBlank()) {
                words.add(text.strip());
            }
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, words, depth + 1));
        } else if (value instanceof Map<?, ?> members) {
            int before = words.size();
            for (String name : WORDS) {
                if (words.size() == before || name.startsWith("error")) {
                    collect(members.get(name), words, depth + 1);
                }
            }
            if (words.size() == before) {
                // Validation errors: a field's name with what is wrong with it.
                members.forEach((field, problem) -> {
                    if (problem instanceof String || problem instanceof List) {
                        List<String> below = new ArrayList<>();
                        collect(problem, below, depth + 1);
                        below.forEach(text -> words.add(field + ": " + text));
                    }
                });
            }
        }
    }
}
