/**
 * From a window and the engine's report to the views, as pure functions: no store, no clock, no vendor. {@link
 * io.throughline.examples.dashboards.compute.ProductDashboards} is the way in.
 */
@NullMarked
package io.throughline.examples.dashboards.compute;

import org.jspecify.annotations.NullMarked;
