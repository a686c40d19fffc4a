/**
 * Azure in the four nouns. Each stream reads the vendor's records through a gateway and alone knows how they translate:
 * {@link io.throughline.azure.stream.AzureStreams} makes them all.
 *
 * <p>Roles of Application Insights are entities by workspace and name; resources by their ARM id in lower case; what is
 * called and is neither is an external entity by kind of call and target.
 */
@NullMarked
package io.throughline.azure.stream;

import org.jspecify.annotations.NullMarked;
