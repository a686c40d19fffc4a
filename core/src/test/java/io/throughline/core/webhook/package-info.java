@NullMarked
package io.throughline.core.webhook;

import org.jspecify.annotations.NullMarked;
