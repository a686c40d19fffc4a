/** Dashboards over materialized views. */
@NullMarked
package io.throughline.examples.dashboards;

import org.jspecify.annotations.NullMarked;
