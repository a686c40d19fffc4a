package io.throughline.sonarcloud.project;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a project.
 *
 * @param key the key: the project's key, a colon and the path
 * @param name the name for people
 * @param qualifier {@code TRK} project, {@code DIR} directory, {@code FIL} file, {@code UTS} test file; others are possible
 * @param path the path within the project, or null for the project itself
 * @param language the language's key, or null if it has none
 */
public record SonarComponent(
        String key,
        @Nullable String name,
        @Nullable String qualifier,
        @Nullable String path,
        @Nullable String language) {

    public SonarComponent {
        Objects.requireNonNull(key, "key");
    }
}
