/**
 * Puts together what belongs together: sessions of connected episodes and the events around them, with an identity that
 * stays while the window slides, and their timeline. Entry point: {@link io.throughline.correlation.assemble.Assembler}.
 * Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.assemble;

import org.jspecify.annotations.NullMarked;
