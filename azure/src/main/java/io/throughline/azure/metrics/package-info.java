/**
 * Platform metrics. {@link io.throughline.azure.metrics.MetricDefinitions} tells which {@link
 * io.throughline.azure.metrics.MetricDefinition metrics} a resource has, at which steps and by which dimensions; {@link
 * io.throughline.azure.metrics.MetricsGateway} asks {@link io.throughline.azure.metrics.MetricsQuery}s of the batch data
 * plane, or of Resource Manager where that one is not to be had, and gives {@link
 * io.throughline.azure.metrics.ResourceMetric}s; {@link io.throughline.azure.metrics.MetricUnit} translates their units.
 */
@NullMarked
package io.throughline.azure.metrics;

import org.jspecify.annotations.NullMarked;
