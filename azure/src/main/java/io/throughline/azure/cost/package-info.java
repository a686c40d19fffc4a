/**
 * What Azure costs: {@link io.throughline.azure.cost.CostGateway} asks Cost Management for a {@link
 * io.throughline.azure.cost.CostQuery} over a {@link io.throughline.azure.cost.CostScope} and hands {@link
 * io.throughline.azure.cost.CostRow}s over page by page; {@link io.throughline.azure.cost.Budget}s come from Consumption.
 *
 * <p>Amounts are {@link java.math.BigDecimal} as the service wrote them, with their currency; amounts of different
 * currencies are never added. Days are UTC days.
 */
@NullMarked
package io.throughline.azure.cost;

import org.jspecify.annotations.NullMarked;
