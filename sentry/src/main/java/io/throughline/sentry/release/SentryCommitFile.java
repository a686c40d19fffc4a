package io.throughline.sentry.release;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that a release's commits changed.
 *
 * @param filename its path in the repository
 * @param type {@code A} added, {@code M} modified or {@code D} deleted, or null
 * @param commitMessage message of the commit, or null
 * @param repoName the repository, or null
 */
public record SentryCommitFile(
        String filename,
        @Nullable String type,
        @Nullable String commitMessage,
        @Nullable String repoName) {
    public SentryCommitFile {
        Objects.requireNonNull(filename, "filename");
    }
}
