/** The model clock and the shape of the day. */
@NullMarked
package io.throughline.examples.shop.clock;

import org.jspecify.annotations.NullMarked;
