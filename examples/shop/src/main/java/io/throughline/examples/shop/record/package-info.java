/** The recorder: runs the shop on the model clock and keeps what it sends. */
@NullMarked
package io.throughline.examples.shop.record;

import org.jspecify.annotations.NullMarked;
