/** Links between issues and tickets. */
@NullMarked
package io.throughline.sentry.integration;

import org.jspecify.annotations.NullMarked;
