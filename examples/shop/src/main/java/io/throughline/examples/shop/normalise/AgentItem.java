package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One envelope of the Application Insights agent.
 *
 * @param time wall time at which it happened
 * @param type {@code RequestData}, {@code RemoteDependencyData}, {@code ExceptionData}, {@code MessageData} or {@code MetricData}
 * @param itemCount how many items this one stands for: 100 divided by the sample rate; 1 without one
 * @param tags the envelope's tags
 * @param data its base data
 */
record AgentItem(Instant time, String type, int itemCount, JsonNode tags, JsonNode data) {
    AgentItem {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(type, "type");
    }

    static AgentItem of(JsonNode envelope) {
        double rate = envelope.path("sampleRate").asDouble(100);
        return new AgentItem(
                OffsetDateTime.parse(envelope.path("time").asText()).toInstant(),
                envelope.path("data").path("baseType").asText(),
                (int) Math.round(100 / rate),
                envelope.path("tags"),
                envelope.path("data").path("baseData"));
    }

    @Nullable
    String tag(String name) {
        return tags.path(name).textValue();
    }

    @Nullable
    String text(String name) {
        return data.path(name).textValue();
    }

    /** The duration in milliseconds, from {@code [d.]hh:mm:ss[.ffffff]}. */
    double durationMillis() {
        return durationMillis(data.path("duration").asText());
    }

    static double durationMillis(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        int dot = parts[0].indexOf('.');
        long days = dot < 0 ? 0 : Long.parseLong(parts[0].substring(0, dot));
        long hours = Long.parseLong(parts[0].substring(dot + 1));
        long seconds = ((days * 24 + hours) * 60 + Long.parseLong(parts[1])) * 60;
        return Math.round((seconds + Double.parseDouble(parts[2])) * 1e6) / 1e3;
    }
}
