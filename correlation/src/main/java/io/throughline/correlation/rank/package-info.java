/**
 * Orders the possible causes of an incident by how well the evidence fits, and says what was ruled out: {@link
 * io.throughline.correlation.rank.RootCause}, {@link io.throughline.correlation.rank.RuledOut}. Entry point: {@link
 * io.throughline.correlation.rank.Ranker}. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.rank;

import org.jspecify.annotations.NullMarked;
