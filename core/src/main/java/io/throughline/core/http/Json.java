package io.throughline.core.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one way in which JSON is read and written here. */
final class Json {

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** A body cannot be read. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final String pointer;

        Fault(String pointer, String expected, @Nullable Throwable cause) {
            super(expected, cause);
            this.pointer = pointer;
        }

        String pointer() {
            return pointer;
        }

        String expected() {
            return String.valueOf(getMessage());
        }
    }

    static <T> T read(byte[] body, Class<T> type) throws Fault {
        return read(body, type, null);
    }

    /**
     * Reads an object.
     *
     * @param spared takes items of its lists that cannot be read, or null if such an item fails all
     */
    static <T> T read(byte[] body, Class<T> type, @Nullable Spared spared) throws Fault {
        return read(body, MAPPER.constructType(type), spared);
    }

    static <T> List<T> readList(byte[] body, Class<T> element, @Nullable Spared spared) throws Fault {
        List<T> list = read(body, MAPPER.getTypeFactory().constructCollectionType(List.class, element), spared);
        // An item that is null tells nothing; it must not cost the others.
        list.removeIf(Objects::isNull);
        return list;
    }

    /** Returns the JSON as maps, lists and scalars, or null if the body is not JSON. */
    static @Nullable Object readTree(byte[] body) {
        try {
            return MAPPER.readValue(body, Object.class);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /** Returns the JSON as a tree; a missing node if the text is not JSON. */
    static JsonNode readNode(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException | NumberFormatException e) {
            return MAPPER.missingNode();
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the body cannot be written as JSON: " + Redaction.line(e.getOriginalMessage()), e);
        }
    }

    // The caller states the same type twice: as T and as what Jackson knows it by.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T read(byte[] body, JavaType type, @Nullable Spared spared) throws Fault {
        try {
            T value = spared == null
                    ? MAPPER.readValue(body, type)
                    : MAPPER.readerFor(type)
                            .withAttribute(SparingList.TAKER, taker(spared))
                            .readValue(body);
            if (value == null) {
                throw new Fault("", "expected " + name(type) + ", found null", null);
            }
            return value;
        } catch (ValueInstantiationException e) {
            throw new Fault(pointer(e), refused(e), e);
        } catch (JsonMappingException e) {
            throw new Fault(pointer(e), Redaction.line(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new Fault("", "expected JSON: " + Redaction.line(e.getOriginalMessage()), e);
        } catch (NumberFormatException e) {
            // An exponent beyond all bounds is no IOException.
            throw new Fault("", "expected JSON: " + Redaction.line(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new Fault("", "expected JSON", e);
        }
    }

    /** What becomes of items that cannot be read: the operation that answered them, and who takes them. */
    record Spared(String operation, Consumer<UnreadableItem> taker) {}

    private static SparingList.Taker taker(Spared spared) {
        return (pointer, item, failure) -> spared.taker()
                .accept(new UnreadableItem(
                        spared.operation(),
                        pointer,
                        Unread.id(item),
                        Unread.time(item),
                        reason(failure),
                        Unread.excerpt(item)));
    }

    private static String reason(Exception failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return Unread.reason(String.valueOf(failure.getMessage()));
        }
        String place = pointer(mapping);
        String words = mapping instanceof ValueInstantiationException refusal
                ? refused(refusal)
                : mapping.getOriginalMessage();
        return (place.isEmpty() ? "" : place.substring(1) + ": ") + Unread.reason(String.valueOf(words));
    }

    /** A record refuses what it is made of: without a member that must be there, or for a reason of its own. */
    private static String refused(ValueInstantiationException failure) {
        Throwable cause = failure.getCause();
        String words =
                Redaction.line(String.valueOf(cause == null ? failure.getOriginalMessage() : cause.getMessage()));
        return cause instanceof NullPointerException ? "expected a value of '" + words + "', found none" : words;
    }

    private static String name(JavaType type) {
        return type.isCollectionLikeType() ? "a list" : "an object";
    }

    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference reference : failure.getPath()) {
            String field = reference.getFieldName();
            pointer.append('/')
                    .append(
                            field == null
                                    ? String.valueOf(reference.getIndex())
                                    : field.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule("throughline");
        module.addDeserializer(Instant.class, new InstantReader());
        FiniteReader finite = new FiniteReader();
        module.addDeserializer(Double.class, finite);
        module.addDeserializer(Double.TYPE, finite);
        module.setDeserializerModifier(new BeanDeserializerModifier() {
            private static final long serialVersionUID = 1L;

            @Override
            public JsonDeserializer<?> modifyCollectionDeserializer(
                    DeserializationConfig config,
                    CollectionType type,
                    BeanDescription description,
                    JsonDeserializer<?> deserializer) {
                boolean records = type.getContentType().getRawClass().isRecord();
                return records && type.getRawClass().isAssignableFrom(ArrayList.class)
                        ? new SparingList(type, deserializer, null)
                        : deserializer;
            }
        });
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(module)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // Numbers of unknown shape stay exact: as a double, 1e400 would be infinite.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(500)
                        .maxNumberLength(1000)
                        .maxStringLength(20_000_000)
                        .build());
        return mapper;
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            try {
                if (text != null && !parser.currentToken().isNumeric()) {
                    return Timestamps.parse(text);
                }
            } catch (DateTimeException e) {
                // told below, with the place
            }
            return (Instant)
                    context.handleWeirdStringValue(Instant.class, String.valueOf(text), "not a time with an offset");
        }
    }

    private static final class FiniteReader extends StdScalarDeserializer<Double> {

        private static final long serialVersionUID = 1L;

        FiniteReader() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : parsed(parser);
            if (!Double.isFinite(value)) {
                return (Double) context.handleWeirdStringValue(
                        Double.class, String.valueOf(parser.getValueAsString()), "not a finite number");
            }
            return value;
        }

        /** Reads a number written as text; not a number if it is none. */
        private static double parsed(JsonParser parser) throws IOException {
            try {
                String text = parser.getValueAsString();
                return text == null ? Double.NaN : Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        @Override
        public @Nullable Double getNullValue(DeserializationContext context) {
            return null;
        }
    }
}
