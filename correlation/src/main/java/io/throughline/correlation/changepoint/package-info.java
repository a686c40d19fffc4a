/**
 * Where a series changed its course: level, trend or scatter. {@link io.throughline.correlation.changepoint.ChangePoints}
 * sees the whole series, {@link io.throughline.correlation.changepoint.OnlineChangePoints} one row after the other. Both
 * describe a series by stretches of constant or linear course, and take one more stretch only where the description gets
 * better by more than it costs.
 */
@NullMarked
package io.throughline.correlation.changepoint;

import org.jspecify.annotations.NullMarked;
