/**
 * Finds out which episodes and events move together, which came first and whether a third explains both: {@link
 * io.throughline.correlation.associate.Correlation}s between entities that the topology connects. Entry point: {@link
 * io.throughline.correlation.associate.Associator}. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.associate;

import org.jspecify.annotations.NullMarked;
