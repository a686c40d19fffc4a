/** Turns raw recordings into the compact files that are replayed. */
@NullMarked
package io.throughline.examples.shop.normalise;

import org.jspecify.annotations.NullMarked;
