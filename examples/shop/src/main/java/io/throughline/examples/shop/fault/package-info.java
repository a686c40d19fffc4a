/** The faults that can be recorded. */
@NullMarked
package io.throughline.examples.shop.fault;

import org.jspecify.annotations.NullMarked;
