package io.throughline.core.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of records one by one: while somebody takes what cannot be read, such an item becomes a hole. Lists within
 * an item are no concern of it: an item is whole or not taken.
 */
final class SparingList extends StdDeserializer<Object> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;

    /** The attribute of a read under which the taker is known. */
    static final Object TAKER = SparingList.class;

    // Jackson's deserializers are serializable by declaration only; this one is never written.
    private final transient JavaType type;
    private final transient JsonDeserializer<?> whole;
    private final transient @Nullable JsonDeserializer<Object> item;

    SparingList(JavaType type, JsonDeserializer<?> whole, @Nullable JsonDeserializer<Object> item) {
        super(type);
        this.type = type;
        this.whole = whole;
        this.item = item;
    }

    /** Takes an item that cannot be read. */
    interface Taker {
        void take(String pointer, JsonNode item, Exception failure);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        return new SparingList(
                type,
                context.handleSecondaryContextualization(whole, property, type),
                context.findContextualValueDeserializer(type.getContentType(), property));
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!(context.getAttribute(TAKER) instanceof Taker taker)
                || item == null
                || !parser.isExpectedStartArrayToken()) {
            return whole.deserialize(parser, context);
        }
        List<@Nullable Object> items = new ArrayList<>();
        context.setAttribute(TAKER, null);
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(parser.currentToken() == JsonToken.VALUE_NULL ? null : read(parser, context, item, taker));
            }
        } finally {
            context.setAttribute(TAKER, taker);
        }
        return items;
    }

    private static @Nullable Object read(
            JsonParser parser, DeserializationContext context, JsonDeserializer<Object> item, Taker taker)
            throws IOException {
        try (TokenBuffer buffer = context.bufferAsCopyOfValue(parser)) {
            try (JsonParser copy = buffer.asParserOnFirstToken()) {
                return item.deserialize(copy, context);
            } catch (JsonMappingException | NumberFormatException e) {
                try (JsonParser copy = buffer.asParserOnFirstToken()) {
                    JsonNode node = context.readTree(copy);
                    taker.take(parser.getParsingContext().pathAsPointer().toString(), node, e);
                }
                return null;
            }
        }
    }
}
