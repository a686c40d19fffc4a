package io.throughline.sonarcloud.system;

import org.jspecify.annotations.Nullable;

/**
 * The state of a server.
 *
 * @param id the server's id, or null
 * @param version the version, for example {@code 25.12.0.117093}
 * @param status {@code UP}, {@code STARTING}, {@code DOWN}, {@code RESTARTING}, {@code DB_MIGRATION_NEEDED}, {@code
 *     DB_MIGRATION_RUNNING}; others are possible
 */
public record SonarStatus(
        @Nullable String id,
        @Nullable String version,
        @Nullable String status) {

    /** Tells whether the server answers everything. */
    public boolean isUp() {
        return "UP".equals(status);
    }
}
