/**
 * Where telemetry is kept. {@link io.throughline.core.store.TelemetryStore} is the contract; {@link
 * io.throughline.core.store.DuckDbStore} the embedded store. Current content, its history with {@code known_from} and
 * {@code known_to}, the state of each stream and the materialized views live in one place, so that a write and its
 * watermark are one transaction.
 */
@NullMarked
package io.throughline.core.store;

import org.jspecify.annotations.NullMarked;
