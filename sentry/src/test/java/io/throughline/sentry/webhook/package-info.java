@NullMarked
package io.throughline.sentry.webhook;

import org.jspecify.annotations.NullMarked;
