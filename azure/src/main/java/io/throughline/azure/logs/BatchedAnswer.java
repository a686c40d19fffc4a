package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.azure.internal.AzureError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one of several queries that were asked at once.
 *
 * @param id the caller's id of the query
 * @param status the HTTP status of this answer
 * @param result what came; without tables if the query failed, with its error then
 */
public record BatchedAnswer(String id, int status, LogsResult result) {

    /** Returns why the query failed, or why only a part came. */
    public Optional<AzureError> error() {
        return result.partial();
    }

    static List<BatchedAnswer> read(InputStream answer) throws IOException {
        List<BatchedAnswer> answers = new ArrayList<>();
        try (JsonParser parser = LogsBody.parser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedTableException("an object was expected, found " + parser.currentToken());
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && member.equals("responses")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        answers.add(one(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return List.copyOf(answers);
    }

    private static BatchedAnswer one(JsonParser parser) throws IOException {
        String id = "";
        int status = 0;
        LogsResult result = new LogsResult(List.of(), null, false, null, null, null);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "id" -> id = parser.getValueAsString("");
                case "status" -> status = parser.getValueAsInt();
                case "body" -> {
                    if (value == JsonToken.START_OBJECT) {
                        result = LogsBody.decode(parser);
                    } else if (value == JsonToken.VALUE_STRING) {
                        result = LogsBody.decode(parser.getText().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new BatchedAnswer(id, status, result);
    }
}
