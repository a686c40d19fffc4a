/**
 * Azure Monitor's alerts: {@link io.throughline.azure.alerts.AlertsGateway} lists {@link
 * io.throughline.azure.alerts.AzureAlert}s, tells their history, counts them and says how people stand to them. {@link
 * io.throughline.azure.alerts.CommonAlert} reads what an action group posts to a webhook, and {@link
 * io.throughline.azure.alerts.AlertLifecycle} puts together what was posted and what was listed. There is no client for
 * alerts that can be had, so the calls are made through the SDK's own pipeline.
 */
@NullMarked
package io.throughline.azure.alerts;

import org.jspecify.annotations.NullMarked;
