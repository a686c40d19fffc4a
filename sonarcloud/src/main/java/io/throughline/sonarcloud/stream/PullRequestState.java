package io.throughline.sonarcloud.stream;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as its latest analysis left it.
 *
 * @param branch the branch that is to be merged, or null
 * @param base the branch that it goes to, or null
 * @param analysisDate when it was last analysed, UTC, or null if never
 * @param revision the head's source revision, or null if it is not told
 */
public record PullRequestState(
        String key,
        @Nullable String branch,
        @Nullable String base,
        @Nullable String qualityGateStatus,
        @Nullable Instant analysisDate,
        @Nullable String revision) {
    public PullRequestState {
        Objects.requireNonNull(key, "key");
    }
}
