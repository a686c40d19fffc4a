/**
 * Log Analytics: {@link io.throughline.azure.logs.LogsGateway} runs a {@link io.throughline.azure.logs.KqlQuery} over a
 * time span of a workspace and gives a {@link io.throughline.azure.logs.LogsResult}, typed, with what is missing said;
 * {@link io.throughline.azure.logs.WindowedLogs} splits windows that are too large for one answer. Values get into
 * queries as literals made by {@link io.throughline.azure.logs.Kql} only; {@link
 * io.throughline.azure.logs.LogQueries} and its siblings, one for each family of tables, have the query texts.
 *
 * <p>For people: {@link io.throughline.azure.logs.LogsClient} takes a {@link io.throughline.azure.logs.LogsQuery} with
 * parameters, several workspaces and options, and gives records ({@link io.throughline.azure.logs.RowMapper}) or hands
 * rows on while they arrive; {@link io.throughline.azure.logs.LogsConsole} guards what is typed and caps its rows; {@link
 * io.throughline.azure.logs.SavedQueries} come with the module.
 */
@NullMarked
package io.throughline.azure.logs;

import org.jspecify.annotations.NullMarked;
