package io.throughline.sonarcloud.measure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric that the server knows.
 *
 * @param key the key, for example {@code coverage}
 * @param name the name for people
 * @param type what its values are: {@code INT}, {@code PERCENT}, {@code RATING}, {@code WORK_DUR}…; others are possible
 * @param domain the area it belongs to
 * @param direction -1 if lower is better, 1 if higher is, 0 if neither; null if not told
 */
public record SonarMetric(
        String key,
        @Nullable String name,
        @Nullable String type,
        @Nullable String domain,
        @Nullable Integer direction) {

    public SonarMetric {
        Objects.requireNonNull(key, "key");
    }
}
