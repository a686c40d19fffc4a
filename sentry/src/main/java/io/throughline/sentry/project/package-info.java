/** Projects. */
@NullMarked
package io.throughline.sentry.project;

import org.jspecify.annotations.NullMarked;
