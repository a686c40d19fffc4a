/**
 * The classic interface of Application Insights, by application id: {@link io.throughline.azure.insights.InsightsGateway}
 * queries, metrics and events of applications that are not bound to a workspace yet. It has tokens of its own. Whatever has
 * a workspace is better read through {@link io.throughline.azure.logs}.
 */
@NullMarked
package io.throughline.azure.insights;

import org.jspecify.annotations.NullMarked;
