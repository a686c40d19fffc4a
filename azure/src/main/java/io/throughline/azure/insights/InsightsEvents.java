package io.throughline.azure.insights;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.core.http.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events of an application.
 *
 * @param events the events, in the service's order
 * @param notes what the service says about the answer, such as a limit that it added
 */
public record InsightsEvents(List<InsightsEvent> events, List<String> notes) {

    public InsightsEvents {
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }

    /**
     * One event.
     *
     * @param id the service's id
     * @param type the kind: {@code request}, {@code trace}, {@code dependency}…
     * @param at when, UTC
     * @param count the items that it stands for, because of sampling
     * @param operationId the operation it belongs to, or null
     * @param role the role that sent it; empty if it has no name
     * @param dimensions the application's own texts
     * @param measurements the application's own numbers
     * @param details what is special to its kind, by name: {@code name}, {@code resultCode}, {@code duration} in
     *     milliseconds; null is left out
     */
    public record InsightsEvent(
            String id,
            String type,
            Instant at,
            long count,
            @Nullable String operationId,
            String role,
            Map<String, String> dimensions,
            Map<String, Double> measurements,
            Map<String, String> details) {

        public InsightsEvent {
            dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
            measurements = Collections.unmodifiableMap(new TreeMap<>(measurements));
            details = Collections.unmodifiableMap(new TreeMap<>(details));
        }

        /** Returns how long it took, in seconds, if its kind has a duration. */
        public OptionalDouble durationSeconds() {
            try {
                String millis = details.get("duration");
                return millis == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(millis) / 1000);
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }

        /** Returns whether it succeeded, if its kind can fail. */
        public Optional<Boolean> success() {
            return Optional.ofNullable(details.get("success")).map(Boolean::parseBoolean);
        }
    }

    /** Reads an answer; empty if an event lacks its id, type or time. */
    static Optional<InsightsEvents> of(JsonNode answer) {
        List<InsightsEvent> events = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        answer.path("@ai.messages")
                .forEach(note -> notes.add(
                        note.path("code").asText() + ": " + note.path("message").asText()));
        for (JsonNode event : answer.path("value")) {
            Instant at;
            try {
                at = Timestamps.parse(event.path("timestamp").asText());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
            String type = event.path("type").asText();
            if (!event.path("id").isTextual() || type.isEmpty()) {
                return Optional.empty();
            }
            events.add(new InsightsEvent(
                    event.path("id").asText(),
                    type,
                    at,
                    event.path("count").asLong(1),
                    event.at("/operation/id").asText(null),
                    event.at("/cloud/roleName").asText(""),
                    texts(event.path("customDimensions")),
                    numbers(event.path("customMeasurements")),
                    texts(event.path(type))));
        }
        return Optional.of(new InsightsEvents(events, notes));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                texts.put(
                        member.getKey(),
                        member.getValue().isValueNode()
                                ? member.getValue().asText()
                                : member.getValue().toString());
            }
        });
        return texts;
    }

    private static Map<String, Double> numbers(JsonNode object) {
        Map<String, Double> numbers = new TreeMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isNumber()) {
                numbers.put(member.getKey(), member.getValue().asDouble());
            }
        });
        return numbers;
    }
}
