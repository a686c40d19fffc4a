/**
 * The telemetry model: what every source speaks and everything after the sources reads.
 *
 * <p>Four nouns: {@link io.throughline.core.telemetry.Entity} (what telemetry is about), {@link
 * io.throughline.core.telemetry.Series} (numbers on an entity over time), {@link
 * io.throughline.core.telemetry.event.Event} (what happened to an entity) and {@link
 * io.throughline.core.telemetry.Dependency} (a directed edge with what was seen on it). Beside them stand the values
 * they are made of: {@link io.throughline.core.telemetry.TimeWindow}, {@link io.throughline.core.telemetry.Unit}, {@link
 * io.throughline.core.telemetry.Attributes}, {@link io.throughline.core.telemetry.ExponentialHistogram}; and what makes
 * results honest: {@link io.throughline.core.telemetry.Provenance} and {@link
 * io.throughline.core.telemetry.Completeness}.
 *
 * <p>All values are immutable. Times are UTC; series carry epoch milliseconds, events instants with microseconds. This
 * package does no I/O and reads no clock.
 */
@NullMarked
package io.throughline.core.telemetry;

import org.jspecify.annotations.NullMarked;
