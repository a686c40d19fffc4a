/**
 * Judges whether one metric left its normal course after a known change. Entry point: {@link
 * io.throughline.correlation.impact.ChangeImpact}; the answer is an {@link io.throughline.correlation.impact.Impact}.
 * Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.impact;

import org.jspecify.annotations.NullMarked;
