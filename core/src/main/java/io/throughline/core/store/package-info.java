/**
 * Where telemetry is kept. {@link io.throughline.core.store.TelemetryStore} is the contract, {@link
 * io.throughline.core.store.Stores} opens one by its URL: {@link io.throughline.core.store.DuckDbStore} is the embedded
 * store, {@link io.throughline.core.store.PostgresStore} the shared one.
 *
 * <p>Current content, its history with {@code known_from} and {@code known_to}, the state of each stream and the
 * materialized views live in one place, so that a write and its watermark are one transaction. Whoever shares a store
 * writes a stream through a {@link io.throughline.core.store.StreamLease}; {@link
 * io.throughline.core.store.TelemetryStore#rehearsal()} tells what a write would do. {@link
 * io.throughline.core.store.Retention} says what is kept how long.
 *
 * <p>Inside, in reading order: {@code SqlStore} is what both databases share and asks for what differs through {@code
 * Database} and {@code Dialect}; {@code Migrator} and {@code Schema} are its tables; {@code SqlWriter} writes rows by a set
 * difference ({@code Difference}) and points by one of encoded pieces ({@code PieceDifference}, {@code Points}, {@code
 * Cells}); {@code SqlReader} and {@code PieceReading} read; {@code Maintenance} rolls up and removes. Nothing else in
 * Throughline touches JDBC.
 */
@NullMarked
package io.throughline.core.store;

import org.jspecify.annotations.NullMarked;
