/** Sentry as streams of the model; begin with {@link io.throughline.sentry.stream.SentryStreams}. */
@NullMarked
package io.throughline.sentry.stream;

import org.jspecify.annotations.NullMarked;
