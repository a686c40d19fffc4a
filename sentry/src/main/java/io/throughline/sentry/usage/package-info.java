/** What became of the events that were sent. */
@NullMarked
package io.throughline.sentry.usage;

import org.jspecify.annotations.NullMarked;
