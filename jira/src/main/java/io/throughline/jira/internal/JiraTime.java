package io.throughline.jira.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.throughline.core.http.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the two forms of Jira's times: a text with an offset, and milliseconds since the epoch. */
public final class JiraTime extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    /** Creates a reader. */
    public JiraTime() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken().isNumeric()) {
            return Instant.ofEpochMilli(parser.getLongValue());
        }
        String text = String.valueOf(parser.getValueAsString()).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches("-?\\d{1,18}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Timestamps.parse(text);
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time with an offset");
        }
    }
}
