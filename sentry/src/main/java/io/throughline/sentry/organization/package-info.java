/** Organizations and where they live. */
@NullMarked
package io.throughline.sentry.organization;

import org.jspecify.annotations.NullMarked;
