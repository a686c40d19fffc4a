/**
 * Why the engine said what it said, and why it did not say something else, as data: {@link
 * io.throughline.correlation.explain.Explainer} takes a window and its report, and reads no clock and no store.
 */
@NullMarked
package io.throughline.correlation.explain;

import org.jspecify.annotations.NullMarked;
