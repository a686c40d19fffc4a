/** Windows and reports of a shop with a database fault, generated from a seed, for the tests of the dashboards. */
@NullMarked
package io.throughline.examples.dashboards.scenario;

import org.jspecify.annotations.NullMarked;
