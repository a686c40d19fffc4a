/**
 * Azure as the tenant speaks it: Entra tokens, Log Analytics queries, batch metrics, Resource Graph, alerts, all on one
 * address. {@link io.throughline.examples.tenant.azure.AzureApi} has the routes; the query language is in {@code kql}.
 */
@NullMarked
package io.throughline.examples.tenant.azure;

import org.jspecify.annotations.NullMarked;
