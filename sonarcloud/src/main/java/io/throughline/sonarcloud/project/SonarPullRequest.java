package io.throughline.sonarcloud.project;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that was analysed.
 *
 * @param key its number at the code's host
 * @param title the title, or null
 * @param branch the branch that is to be merged, or null
 * @param base the branch that it is to be merged into, or null
 * @param qualityGateStatus {@code OK}, {@code ERROR}; others are possible; null if never analysed
 * @param analysisDate when it was last analysed, UTC, or null if never
 * @param revision the source revision of the last analysis, or null if not told
 */
public record SonarPullRequest(
        String key,
        @Nullable String title,
        @Nullable String branch,
        @Nullable String base,
        @Nullable String qualityGateStatus,
        @Nullable Instant analysisDate,
        @Nullable String revision) {

    public SonarPullRequest {
        Objects.requireNonNull(key, "key");
    }
}
