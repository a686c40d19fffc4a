/** A small real shop on a model clock, broken for real, and the recorder of what it sends. */
@NullMarked
package io.throughline.examples.shop;

import org.jspecify.annotations.NullMarked;
