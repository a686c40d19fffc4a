package io.throughline.core.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.throughline.core.source.SetAside;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as canonical JSON text: equal records give equal text. Properties and attributes are sorted, nulls left out,
 * entity ids are their URN, instants ISO 8601. Thread-safe.
 */
final class RecordCodec {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(modelTypes())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    String encode(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("cannot write a " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    Event event(String kind, String json) {
        return decode(json, recordOf(EventKind.valueOf(kind)));
    }

    Entity entity(String json) {
        return decode(json, Entity.class);
    }

    Attributes attributes(String json) {
        return decode(json, Attributes.class);
    }

    StreamCompleteness completeness(String json) {
        return decode(json, StreamCompleteness.class);
    }

    Attempts attempts(@Nullable String json) {
        return json == null ? Attempts.none() : decode(json, Attempts.class);
    }

    @Nullable
    Pulse pulse(@Nullable String json) {
        return json == null ? null : decode(json, Pulse.class);
    }

    SetAside setAside(String json) {
        return decode(json, SetAside.class);
    }

    private <T> T decode(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "the store holds a " + type.getSimpleName() + " that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Class<? extends Event> recordOf(EventKind kind) {
        return switch (kind) {
            case ERROR_ISSUE -> ErrorIssue.class;
            case ALERT -> Alert.class;
            case TICKET -> Ticket.class;
            case CHANGE -> Change.class;
            case HEALTH_TRANSITION -> HealthTransition.class;
            case LOG_PATTERN -> LogPattern.class;
            case SLOW_QUERY -> SlowQuery.class;
        };
    }

    private static SimpleModule modelTypes() {
        return new SimpleModule("throughline-model")
                .addSerializer(EntityId.class, new com.fasterxml.jackson.databind.ser.std.ToStringSerializer())
                .addDeserializer(EntityId.class, new EntityIdReader())
                .addSerializer(Attributes.class, new AttributesWriter())
                .addDeserializer(Attributes.class, new AttributesReader());
    }

    private static final class EntityIdReader extends JsonDeserializer<EntityId> {
        @Override
        public EntityId deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return EntityId.parse(in.getText());
        }
    }

    private static final class AttributesWriter extends JsonSerializer<Attributes> {
        @Override
        public void serialize(Attributes attributes, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeStartObject();
            for (Map.Entry<String, Object> entry : attributes.asMap().entrySet()) {
                out.writeFieldName(entry.getKey());
                Object value = entry.getValue();
                if (value instanceof Long number) {
                    out.writeNumber(number);
                } else if (value instanceof Double number) {
                    // Always with a point or exponent, which is how a Double is told from a Long when read back.
                    out.writeNumber(number);
                } else if (value instanceof Boolean truth) {
                    out.writeBoolean(truth);
                } else {
                    out.writeString((String) value);
                }
            }
            out.writeEndObject();
        }
    }

    private static final class AttributesReader extends JsonDeserializer<Attributes> {
        @Override
        public Attributes deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Attributes.Builder attributes = Attributes.builder();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String key = in.currentName();
                JsonToken value = in.nextToken();
                switch (value) {
                    case VALUE_STRING -> attributes.put(key, in.getText());
                    case VALUE_NUMBER_INT -> attributes.put(key, in.getLongValue());
                    case VALUE_NUMBER_FLOAT -> attributes.put(key, in.getDoubleValue());
                    case VALUE_TRUE, VALUE_FALSE -> attributes.put(key, in.getBooleanValue());
                    default -> context.reportInputMismatch(Attributes.class, "attribute '%s' is a %s", key, value);
                }
            }
            return attributes.build();
        }
    }
}
