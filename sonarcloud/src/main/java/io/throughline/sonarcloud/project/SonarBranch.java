package io.throughline.sonarcloud.project;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A branch that was analysed.
 *
 * @param name the name, which can be changed
 * @param isMain whether it is the project's main branch
 * @param type {@code BRANCH}, or {@code LONG} and {@code SHORT} on older servers; null if not told
 * @param qualityGateStatus {@code OK}, {@code ERROR}; others are possible; null if never analysed
 * @param analysisDate when it was last analysed, UTC, or null if never
 * @param branchId the server's id, which survives a rename, or null on servers that tell none
 * @param revision the source revision of the last analysis, or null if not told
 */
public record SonarBranch(
        String name,
        boolean isMain,
        @Nullable String type,
        @Nullable String qualityGateStatus,
        @Nullable Instant analysisDate,
        @Nullable String branchId,
        @Nullable String revision) {

    public SonarBranch {
        Objects.requireNonNull(name, "name");
    }
}
