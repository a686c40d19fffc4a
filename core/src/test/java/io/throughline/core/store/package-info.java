@NullMarked
package io.throughline.core.store;

import org.jspecify.annotations.NullMarked;
