@NullMarked
package io.throughline.core.sync;

import org.jspecify.annotations.NullMarked;
