@NullMarked
package io.throughline.core.config;

import org.jspecify.annotations.NullMarked;
