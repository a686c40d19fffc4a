package io.throughline.sonarcloud;

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
 * Where reading of the analyses goes on.
 *
 * @param version of this form
 * @param from start of the horizon that was covered, epoch milliseconds
 * @param latest for each project that was read the time of its latest analysis, epoch milliseconds. A server takes no
 *     analysis older than the latest one of its project, so nothing before it is still to come
 * @param next the key from which the round through the projects goes on, or null if it has ended
 */
record AnalysisCursor(
        int version,
        long from,
        Map<String, Long> latest,
        @Nullable String next) {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    AnalysisCursor {
        latest = Collections.unmodifiableMap(new TreeMap<>(latest == null ? Map.of() : latest));
    }

    static AnalysisCursor fresh(Instant from) {
        return new AnalysisCursor(VERSION, from.toEpochMilli(), Map.of(), null);
    }

    /** Reads the text form; empty if there is none, or one that a later version wrote. */
    static Optional<AnalysisCursor> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, AnalysisCursor.class)).filter(cursor -> cursor.version == VERSION);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the cursor after some projects were read, to go on from {@code nextProject}. */
    AnalysisCursor advanced(Map<String, Long> read, @Nullable String nextProject) {
        Map<String, Long> joined = new TreeMap<>(latest);
        read.forEach((project, at) -> joined.merge(project, at, Math::max));
        return new AnalysisCursor(version, from, joined, nextProject);
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor of texts and numbers must be writable", e);
        }
    }
}
