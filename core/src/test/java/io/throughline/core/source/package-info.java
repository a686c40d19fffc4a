@NullMarked
package io.throughline.core.source;

import org.jspecify.annotations.NullMarked;
