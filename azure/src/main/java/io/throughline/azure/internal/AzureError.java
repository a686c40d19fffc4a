package io.throughline.azure.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error as Azure's services write it, in either of their two shapes ({@code {"error":{…}}} or bare), with what is
 * nested in it.
 *
 * @param codes the codes from the outermost to the innermost, without repetition
 * @param messages the messages in the same order, without repetition
 * @param correlationId the service's id of the request, if the body has one
 */
public record AzureError(
        List<String> codes, List<String> messages, @Nullable String correlationId) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 8;

    public AzureError {
        codes = List.copyOf(codes);
        messages = List.copyOf(messages);
    }

    /** Reads a body; empty if it is no such error. */
    public static Optional<AzureError> parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                return Optional.empty();
            }
            return of(root.path("error").isObject() ? root.path("error") : root);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Reads the error object itself; empty if it has neither code nor message. */
    public static Optional<AzureError> of(JsonNode error) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> messages = new LinkedHashSet<>();
        collect(error, codes, messages, 0);
        return codes.isEmpty() && messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new AzureError(
                        new ArrayList<>(codes),
                        new ArrayList<>(messages),
                        error.path("correlationId").asText(null)));
    }

    /** Returns the outermost code, or null. */
    public @Nullable String code() {
        return codes.isEmpty() ? null : codes.get(0);
    }

    /** Tells whether any of the codes or messages contains a text. */
    public boolean mentions(String text) {
        return codes.stream().anyMatch(code -> code.contains(text))
                || messages.stream().anyMatch(message -> message.contains(text));
    }

    /** Returns all messages as one line, outermost first. */
    public String words() {
        return String.join(" > ", messages);
    }

    private static void collect(JsonNode error, Set<String> codes, Set<String> messages, int depth) {
        if (!error.isObject() || depth > DEEPEST) {
            return;
        }
        add(error.path("code"), codes);
        add(error.path("message"), messages);
        for (JsonNode detail : error.path("details")) {
            collect(detail, codes, messages, depth + 1);
        }
        collect(error.path("innererror"), codes, messages, depth + 1);
        collect(error.path("innerError"), codes, messages, depth + 1);
    }

    private static void add(JsonNode value, Set<String> texts) {
        if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
            texts.add(value.asText().strip());
        }
    }
}
