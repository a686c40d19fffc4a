@NullMarked
package io.throughline.core.tracker;

import org.jspecify.annotations.NullMarked;
