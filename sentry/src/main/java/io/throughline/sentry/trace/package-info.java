/** One trace over all projects. */
@NullMarked
package io.throughline.sentry.trace;

import org.jspecify.annotations.NullMarked;
