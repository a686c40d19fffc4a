package io.throughline.azure.stream;

import io.throughline.azure.activity.ActivityLogGateway;
import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.metrics.MetricDefinitions;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.resources.ResourceGraphGateway;

/**
 * What the streams read through.
 *
 * @param logs log queries
 * @param metrics platform metrics
 * @param definitions which metrics a resource has
 * @param resources the inventory
 * @param alerts alerts
 * @param cost costs and budgets
 * @param health Resource Health and Service Health
 * @param activity the activity log
 */
public record AzureGateways(
        LogsGateway logs,
        MetricsGateway metrics,
        MetricDefinitions definitions,
        ResourceGraphGateway resources,
        AlertsGateway alerts,
        CostGateway cost,
        HealthGateway health,
        ActivityLogGateway activity) {}
