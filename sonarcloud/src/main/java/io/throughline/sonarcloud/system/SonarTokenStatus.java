package io.throughline.sonarcloud.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is accepted.
 *
 * @param valid whether it is
 * @param expiresAt when it ends, UTC, or null if it does not or the server does not say (Cloud does not)
 */
public record SonarTokenStatus(boolean valid, @Nullable Instant expiresAt) {}
