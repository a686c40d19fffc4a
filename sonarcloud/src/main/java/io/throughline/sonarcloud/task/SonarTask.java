package io.throughline.sonarcloud.task;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report of a scanner that the server takes in. Only when it is done does the analysis exist.
 *
 * @param id the id
 * @param type {@code REPORT}; others are possible
 * @param componentKey the project's key, or null
 * @param status {@code PENDING}, {@code IN_PROGRESS}, {@code SUCCESS}, {@code FAILED}, {@code CANCELED}; others are possible
 * @param analysisId the key of the analysis, or null before it is done
 * @param branch the branch, or null for the main one or if not told
 * @param submittedAt when it came, UTC, or null
 * @param startedAt when the server began with it, UTC, or null
 * @param executedAt when it was done, UTC, or null
 * @param errorMessage why it failed, or null
 * @param warnings what the server remarks
 */
public record SonarTask(
        String id,
        @Nullable String type,
        @Nullable String componentKey,
        @Nullable String status,
        @Nullable String analysisId,
        @Nullable String branch,
        @Nullable Instant submittedAt,
        @Nullable Instant startedAt,

        @JsonAlias("finishedAt") @Nullable Instant executedAt,

        @Nullable String errorMessage,
        List<String> warnings) {

    public SonarTask {
        Objects.requireNonNull(id, "id");
        warnings = warnings == null
                ? List.of()
                : warnings.stream().filter(Objects::nonNull).toList();
    }

    /** Tells whether it will not change any more. */
    public boolean isDone() {
        return "SUCCESS".equals(status) || "FAILED".equals(status) || "CANCELED".equals(status);
    }
}
