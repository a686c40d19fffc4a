@NullMarked
package io.throughline.core.telemetry;

import org.jspecify.annotations.NullMarked;
