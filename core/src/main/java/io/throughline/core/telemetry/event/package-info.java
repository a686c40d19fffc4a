/**
 * What happened to an entity at an instant or over an interval: the sealed {@link
 * io.throughline.core.telemetry.event.Event} and one record for each kind. What all kinds share is in {@link
 * io.throughline.core.telemetry.event.EventHeader}.
 */
@NullMarked
package io.throughline.core.telemetry.event;

import org.jspecify.annotations.NullMarked;
