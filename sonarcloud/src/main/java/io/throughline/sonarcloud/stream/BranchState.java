package io.throughline.sonarcloud.stream;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A branch as its latest analysis left it.
 *
 * @param branchId the server's own id, which a new name does not change, or null if it is not told
 * @param analysisDate when it was last analysed, UTC, or null if never
 * @param revision the head's source revision, or null if it is not told
 */
public record BranchState(
        String name,
        boolean isMain,
        @Nullable String type,
        @Nullable String qualityGateStatus,
        @Nullable Instant analysisDate,
        @Nullable String branchId,
        @Nullable String revision) {
    public BranchState {
        Objects.requireNonNull(name, "name");
    }
}
