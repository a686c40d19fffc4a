package io.throughline.examples.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What really happened in a recording, as its recorder wrote it down. */
record Truth(JsonNode json, Duration shift) {

    static Truth of(String recording, Duration shift) {
        String resource = "/recordings/" + recording + "/truth.json";
        try (InputStream in = Objects.requireNonNull(Truth.class.getResourceAsStream(resource), resource)) {
            return new Truth(new ObjectMapper().readTree(in), shift);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }

    /** Returns an instant of the truth, moved as the replay is. */
    Instant instant(String name) {
        return Instant.parse(text(name)).plus(shift);
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(json.required(name).asLong());
    }

    String text(String name) {
        return json.required(name).asText();
    }

    String mechanism(String name) {
        return json.required("mechanism").required(name).asText();
    }
}
