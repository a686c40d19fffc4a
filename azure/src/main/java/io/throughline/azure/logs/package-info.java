/**
 * Log Analytics: {@link io.throughline.azure.logs.LogsGateway} runs a {@link io.throughline.azure.logs.KqlQuery} over a
 * time span of a workspace and gives a {@link io.throughline.azure.logs.LogsResult}, typed, with what is missing said;
 * {@link io.throughline.azure.logs.WindowedLogs} splits windows that are too large for one answer. Values get into
 * queries as literals made by {@link io.throughline.azure.logs.Kql} only. The query texts of this module lie in {@link
 * io.throughline.azure.logs.LogQueries} and the other classes whose names end like that, one for each family of tables.
 */
@NullMarked
package io.throughline.azure.logs;

import org.jspecify.annotations.NullMarked;
