package io.throughline.sonarcloud.gate;

import org.jspecify.annotations.Nullable;

/**
 * A quality gate.
 *
 * @param id the server's id, or null on servers that name gates only
 * @param name the name
 * @param isDefault whether projects have it that choose none
 * @param isBuiltIn whether it came with the server
 */
public record SonarGate(
        @Nullable String id,
        @Nullable String name,
        @Nullable Boolean isDefault,
        @Nullable Boolean isBuiltIn) {}
