/**
 * Where a series changed its course: level, trend or scatter. {@link io.throughline.correlation.changepoint.ChangePoints}
 * sees the whole series, {@link io.throughline.correlation.changepoint.OnlineChangePoints} one row after the other. Both
 * describe a series by stretches whose course is a constant, a line or a parabola, and take one more stretch only where the
 * description gets better by more than it costs. Method, papers and results are in {@code correlation/docs/changepoint.md}.
 */
@NullMarked
package io.throughline.correlation.changepoint;

import org.jspecify.annotations.NullMarked;
