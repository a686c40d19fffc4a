package io.throughline.sonarcloud.issue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of an issue. Who made it is not read.
 *
 * @param creationDate when, UTC
 * @param diffs what was changed
 */
public record SonarIssueChange(@Nullable Instant creationDate, List<Difference> diffs) {

    public SonarIssueChange {
        diffs = diffs == null
                ? List.of()
                : diffs.stream().filter(Objects::nonNull).toList();
    }

    /**
     * One changed property.
     *
     * @param key the property: {@code severity}, {@code status}…
     * @param oldValue the value before, or null
     * @param newValue the value after, or null
     */
    public record Difference(
            @Nullable String key,
            @Nullable String oldValue,
            @Nullable String newValue) {}
}
