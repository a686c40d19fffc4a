/**
 * Platform metrics: {@link io.throughline.azure.metrics.MetricsGateway} asks the batch data plane for {@link
 * io.throughline.azure.metrics.MetricsQuery}s and gives {@link io.throughline.azure.metrics.ResourceMetric}s.
 */
@NullMarked
package io.throughline.azure.metrics;

import org.jspecify.annotations.NullMarked;
