/** Single events: what was thrown, where, and in which trace. */
@NullMarked
package io.throughline.sentry.event;

import org.jspecify.annotations.NullMarked;
