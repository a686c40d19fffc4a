package io.throughline.sonarcloud.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where reading goes on.
 *
 * @param version of this form
 * @param from start of the horizon that was covered, epoch milliseconds
 * @param marks for each project that was read and each of its branches how far; what a mark says is the stream's
 * @param next the key from which the round through the projects goes on, or null if it has ended
 */
record ProjectCursor(
        int version,
        long from,
        Map<String, Map<String, String>> marks,
        @Nullable String next) {

    private static final int VERSION = 2;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    ProjectCursor {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        if (marks != null) {
            marks.forEach(
                    (project, ofBranches) -> copy.put(project, Collections.unmodifiableMap(new TreeMap<>(ofBranches))));
        }
        marks = Collections.unmodifiableMap(copy);
    }

    /** Reads the text form; what there is none of, a later version wrote, or an earlier horizon wants, begins anew. */
    static ProjectCursor parse(@Nullable String text, Instant from) {
        return read(text)
                .filter(known -> known.version == VERSION && known.from <= from.toEpochMilli())
                .orElseGet(() -> new ProjectCursor(VERSION, from.toEpochMilli(), Map.of(), null));
    }

    private static Optional<ProjectCursor> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, ProjectCursor.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    Marks marksOf(String project) {
        return new Marks(marks.getOrDefault(project, Map.of()));
    }

    /** Returns the cursor after some projects were read, to go on from {@code nextProject}. */
    ProjectCursor advanced(Map<String, Map<String, String>> read, @Nullable String nextProject) {
        Map<String, Map<String, String>> joined = new TreeMap<>(marks);
        joined.putAll(read);
        return new ProjectCursor(version, from, joined, nextProject);
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor of texts and numbers must be writable", e);
        }
    }
}
