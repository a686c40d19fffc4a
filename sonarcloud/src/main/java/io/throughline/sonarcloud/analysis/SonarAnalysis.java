package io.throughline.sonarcloud.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An analysis.
 *
 * @param key the key
 * @param date when the code was scanned, UTC, whole seconds
 * @param projectVersion the version the scanner was told, or null
 * @param buildString free text the scanner was told, or null
 * @param revision the source revision, or null without source control
 * @param detectedCi the build system, as the scanner detected it, or null
 * @param events what happened at it; a quality gate event only if the gate's status changed
 */
public record SonarAnalysis(
        String key,
        Instant date,
        @Nullable String projectVersion,
        @Nullable String buildString,
        @Nullable String revision,

        @JsonProperty("detectedCI") @Nullable String detectedCi,

        List<Event> events) {

    public SonarAnalysis {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(date, "date");
        events = events == null
                ? List.of()
                : events.stream().filter(Objects::nonNull).toList();
    }

    /**
     * Something that happened at an analysis.
     *
     * @param key the key
     * @param category {@code VERSION}, {@code QUALITY_GATE}, {@code QUALITY_PROFILE}, {@code OTHER}; others are possible
     * @param name a short text for people
     * @param description a longer one, or null
     */
    public record Event(
            @Nullable String key,
            @Nullable String category,
            @Nullable String name,
            @Nullable String description) {}
}
