/**
 * What is near what: vendors' entities lifted to the services they belong to, and the calls between those. Entry point:
 * {@link io.throughline.correlation.topology.Topology}.
 */
@NullMarked
package io.throughline.correlation.topology;

import org.jspecify.annotations.NullMarked;
