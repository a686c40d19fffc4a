package io.throughline.sonarcloud;

import org.jspecify.annotations.Nullable;

/** A server's version and state: {@code UP}, {@code STARTING}, {@code DB_MIGRATION_NEEDED}… */
record ServerStatus(@Nullable String version, @Nullable String status) {}
