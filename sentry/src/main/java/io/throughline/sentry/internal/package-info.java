/**
 * How calls reach Sentry; not for use outside of this module. {@link io.throughline.sentry.internal.SentryCalls} makes and
 * pages them, {@link io.throughline.sentry.internal.Operation} names them with the scope that each needs.
 */
@NullMarked
package io.throughline.sentry.internal;

import org.jspecify.annotations.NullMarked;
