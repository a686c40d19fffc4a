/** Measures of the shop's code, taken from its commits by PMD. */
@NullMarked
package io.throughline.examples.shop.measure;

import org.jspecify.annotations.NullMarked;
