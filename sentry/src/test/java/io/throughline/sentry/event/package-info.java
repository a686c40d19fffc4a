@NullMarked
package io.throughline.sentry.event;

import org.jspecify.annotations.NullMarked;
