/**
 * Which node of a system a fault began at, from the numbers of all its nodes and who calls whom: resources that left their
 * level, calls that take longer on the way, log statements that ceased or are new, and, where a symptom is named, whose own
 * time or failures make it up. Entry point: {@link io.throughline.correlation.cause.NodeRanker}; the method and what it
 * reaches are in {@code docs/causes.md}. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.cause;

import org.jspecify.annotations.NullMarked;
