/**
 * What Azure Advisor recommends: {@link io.throughline.azure.advisor.AdvisorGateway} lists {@link
 * io.throughline.azure.advisor.Recommendation}s.
 *
 * <p>No stream delivers them. Advisor only tells what it recommends now: a measured stream must give the same content for
 * a window whenever it is read, which the past of a level without history cannot; and a revised stream delivers events,
 * which happen at an instant that Advisor does not tell ({@code lastUpdated} moves with each of its daily evaluations).
 * Whoever wants savings in a report asks for the list when the report is made.
 */
@NullMarked
package io.throughline.azure.advisor;

import org.jspecify.annotations.NullMarked;
