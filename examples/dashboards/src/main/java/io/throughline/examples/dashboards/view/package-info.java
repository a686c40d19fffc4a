/**
 * What the dashboards show, as records that JSON carries: nothing in them refers to the store, so a page is one key
 * look-up. Instants are UTC, durations seconds, shares fractions; a {@code null} in a row of values is a gap.
 */
@NullMarked
package io.throughline.examples.dashboards.view;

import org.jspecify.annotations.NullMarked;
