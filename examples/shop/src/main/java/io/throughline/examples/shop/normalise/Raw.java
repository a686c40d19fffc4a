package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.examples.shop.clock.ModelClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A raw recording's folder.
 *
 * @param folder where it is
 * @param events its events, oldest first
 * @param stretch the event that describes the stretch
 * @param clock how wall time was mapped
 * @param end model time at which it ends, or is cut
 */
record Raw(Path folder, List<JsonNode> events, JsonNode stretch, ModelClock clock, Instant end) {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    Raw {
        events = List.copyOf(events);
    }

    static Raw open(Path folder, Instant until) throws IOException {
        List<JsonNode> events = lines(folder.resolve("events.ndjson"));
        JsonNode stretch = events.stream()
                .filter(event -> event.path("kind").asText().equals("stretch"))
                .findFirst()
                .orElseThrow(() -> new IOException(folder + " holds no recording: its stretch has not begun"));
        ModelClock clock = new ModelClock(
                Instant.parse(stretch.path("at").asText()),
                Instant.parse(stretch.path("wallStart").asText()),
                stretch.path("rate").asInt());
        Instant end = Instant.parse(stretch.path("end").asText());
        return new Raw(folder, events, stretch, clock, until.isBefore(end) ? until : end);
    }

    String id() {
        return stretch.path("id").asText();
    }

    boolean contains(Instant model) {
        return !model.isBefore(clock.start()) && model.isBefore(end);
    }

    /** Events of a kind; model times after the end are left out. */
    List<JsonNode> events(String kind) {
        return events.stream()
                .filter(event -> event.path("kind").asText().equals(kind)
                        && Instant.parse(event.path("at").asText()).isBefore(end))
                .toList();
    }

    Set<String> warmUpTraceIds() throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode line : lines(folder.resolve("warm-up.ndjson"))) {
            ids.add(line.path("traceId").asText());
        }
        return ids;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.endsWith("}")) {
                lines.add(MAPPER.readTree(line));
            }
        }
        return lines;
    }
}
