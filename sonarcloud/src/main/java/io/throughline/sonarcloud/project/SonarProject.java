package io.throughline.sonarcloud.project;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param key the key, unique at the server
 * @param name the name for people
 * @param qualifier what it is: {@code TRK} for a project
 * @param visibility {@code public} or {@code private}, or null if not told
 * @param version the version of the last analysis, or null if not told
 * @param lastAnalysisAt when it was last analysed, UTC, or null if never or not told
 * @param revision the source revision of the last analysis, or null if not told
 */
public record SonarProject(
        String key,
        @Nullable String name,
        @Nullable String qualifier,
        @Nullable String visibility,
        @Nullable String version,

        @JsonAlias({"lastAnalysisDate", "analysisDate"}) @Nullable
        Instant lastAnalysisAt,

        @Nullable String revision) {

    public SonarProject {
        Objects.requireNonNull(key, "key");
    }
}
