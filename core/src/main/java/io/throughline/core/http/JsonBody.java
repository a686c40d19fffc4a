package io.throughline.core.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** Reads JSON that did not come as an answer to a call, such as a webhook's body, as calls' answers are read. */
public final class JsonBody {

    private static final int EXCERPT_BYTES = 200;

    private JsonBody() {}

    /**
     * Decodes a JSON object.
     *
     * @param source the vendor's id, for messages
     * @param operation what it is for, in a few words: {@code read webhook}
     * @param body UTF-8
     * @param type as for {@link RestCall#fetch}
     * @throws MalformedResponseException if it is no such JSON; the message names the place
     */
    public static <T> T read(String source, String operation, byte[] body, Class<T> type) {
        Objects.requireNonNull(type, "type");
        try {
            return Json.read(body, type);
        } catch (Json.Fault e) {
            String excerpt =
                    Redaction.line(new String(body, 0, Math.min(body.length, EXCERPT_BYTES), StandardCharsets.UTF_8));
            throw new MalformedResponseException(
                    new CallInfo(source, operation, null, null, 1, Duration.ZERO),
                    e.pointer(),
                    body.length == 0 ? "expected JSON, found an empty body" : e.expected(),
                    excerpt,
                    e);
        }
    }
}
