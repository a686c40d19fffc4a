/** Sentry: the client and the source over it. */
@NullMarked
package io.throughline.sentry;

import org.jspecify.annotations.NullMarked;
