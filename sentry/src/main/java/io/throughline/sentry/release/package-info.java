/** Releases with their commits and deployments. */
@NullMarked
package io.throughline.sentry.release;

import org.jspecify.annotations.NullMarked;
