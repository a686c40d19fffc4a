/**
 * The past, asked again: what would have been said step by step, with what was known then ({@link
 * io.throughline.correlation.replay.Replayer}), and how well a rule would have served, held against the tickets of
 * the time ({@link io.throughline.correlation.replay.Backtester}). Reads no clock, does no input or output; who calls
 * lends the past ({@link io.throughline.correlation.replay.Past}).
 */
@NullMarked
package io.throughline.correlation.replay;

import org.jspecify.annotations.NullMarked;
