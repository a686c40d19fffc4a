/**
 * Azure in the four nouns. Each stream reads the vendor's records through a gateway and alone knows how they translate:
 * {@link io.throughline.azure.stream.AzureStreams} makes them all.
 *
 * <p>Roles of Application Insights are entities by workspace and name; resources by their ARM id in lower case; what is
 * called and is neither is an external entity by kind of call and target.
 *
 * <p>Streams over logs ask {@code TableIndex} once which tables a workspace has at all. Queries of databases come as
 * hashes of texts and plans: Azure's interfaces give neither the text nor the plan itself, which only the database does.
 * Messages come as their shapes, and each hour's largest groups stay apart while the rest becomes {@code (other)}, so
 * that sums stay right.
 */
@NullMarked
package io.throughline.azure.stream;

import org.jspecify.annotations.NullMarked;
