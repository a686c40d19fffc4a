package io.throughline.examples.shop.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The shop's history as planned: which versions run at the start, and the commits that follow.
 *
 * @param initial version of each service before the first deployment
 * @param commits oldest first
 */
public record History(
        @JsonProperty("initial") Map<String, String> initial,
        @JsonProperty("commits") List<PlannedCommit> commits) {
    /** Copies. */
    public History {
        initial = Map.copyOf(initial);
        commits = List.copyOf(commits);
    }

    /** Reads {@code history.json} in a folder of histories. */
    public static History read(Path folder) throws IOException {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .build()
                .readValue(Files.readString(folder.resolve("history.json")), History.class);
    }
}
