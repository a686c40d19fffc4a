/**
 * A subset of the Kusto query language, enough for what clients of Azure Monitor Logs and of Resource Graph ask: text →
 * {@link io.throughline.examples.tenant.azure.kql.Tokenizer tokens} → {@link
 * io.throughline.examples.tenant.azure.kql.Parser tree} → {@link io.throughline.examples.tenant.azure.kql.QueryTranslator
 * SQL of DuckDB}, one nested SELECT for each operator of the pipe. What is outside the subset is refused with the place in
 * the text, never ignored. It knows no table: those come from a {@link io.throughline.examples.tenant.azure.kql.Catalog}.
 */
@NullMarked
package io.throughline.examples.tenant.azure.kql;

import org.jspecify.annotations.NullMarked;
