/**
 * What is near what: vendors' entities lifted to the services they belong to, and the calls between those. {@link
 * io.throughline.correlation.topology.Topology} is what the engine asks for distances; {@link
 * io.throughline.correlation.topology.ApplicationMap} is what people look at, for any interval, and {@link
 * io.throughline.correlation.topology.MapDifference} what changed between two.
 */
@NullMarked
package io.throughline.correlation.topology;

import org.jspecify.annotations.NullMarked;
