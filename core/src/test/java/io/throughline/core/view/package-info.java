@NullMarked
package io.throughline.core.view;

import org.jspecify.annotations.NullMarked;
