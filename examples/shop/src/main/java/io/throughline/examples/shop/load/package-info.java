/** The load driver, a process of its own. */
@NullMarked
package io.throughline.examples.shop.load;

import org.jspecify.annotations.NullMarked;
