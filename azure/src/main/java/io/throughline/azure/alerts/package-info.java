/**
 * Azure Monitor's alerts: {@link io.throughline.azure.alerts.AlertsGateway} lists {@link
 * io.throughline.azure.alerts.AzureAlert}s. There is no client for them that can be had, so the calls are made through
 * the SDK's own pipeline.
 */
@NullMarked
package io.throughline.azure.alerts;

import org.jspecify.annotations.NullMarked;
