/**
 * Rules of users' own: typed conditions on episodes, levels and events, joined by time and topology. Entry points:
 * {@link io.throughline.correlation.rule.Rule} to write one, {@link io.throughline.correlation.rule.Rules} to judge a
 * window by them. What a rule says stands beside the engine's verdict and never changes it; rules see telemetry and
 * episodes, not what other rules say. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.rule;

import org.jspecify.annotations.NullMarked;
