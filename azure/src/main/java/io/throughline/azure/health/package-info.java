/**
 * What Azure says about its own health: {@link io.throughline.azure.health.HealthGateway} lists the {@link
 * io.throughline.azure.health.AvailabilityStatus} of resources (Resource Health) and {@link
 * io.throughline.azure.health.ServiceEvent}s, which concern services in regions (Service Health).
 */
@NullMarked
package io.throughline.azure.health;

import org.jspecify.annotations.NullMarked;
