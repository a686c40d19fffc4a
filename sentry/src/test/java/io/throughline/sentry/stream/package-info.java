@NullMarked
package io.throughline.sentry.stream;

import org.jspecify.annotations.NullMarked;
