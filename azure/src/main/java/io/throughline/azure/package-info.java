/** Azure Monitor: clients and the source over them. */
@NullMarked
package io.throughline.azure;

import org.jspecify.annotations.NullMarked;
