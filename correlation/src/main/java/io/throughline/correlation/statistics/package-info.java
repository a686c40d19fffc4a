/**
 * The numerics of the engine. Everything gives the same bits on every machine: {@link StrictMath} for transcendental
 * functions, sums in a fixed order, no random numbers. Each class names its method's source.
 */
@NullMarked
package io.throughline.correlation.statistics;

import org.jspecify.annotations.NullMarked;
