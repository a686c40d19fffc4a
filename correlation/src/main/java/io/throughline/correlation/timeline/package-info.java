/**
 * What can be said of an incident's course without saying more than is known: {@link
 * io.throughline.correlation.timeline.TimelineOrder which entry certainly came before which}, and {@link
 * io.throughline.correlation.timeline.DelayWaterfall how long it took until} it was visible, detected, ticketed,
 * acknowledged, mitigated and resolved. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.timeline;

import org.jspecify.annotations.NullMarked;
