/** Numbers over events: series over time. */
@NullMarked
package io.throughline.sentry.explore;

import org.jspecify.annotations.NullMarked;
