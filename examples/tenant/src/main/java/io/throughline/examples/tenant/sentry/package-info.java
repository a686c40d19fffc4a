/**
 * Sentry as the tenant speaks it, version 0 of its web API: projects, issues grouped of the recorded events, counts of
 * errors by time, releases with deploys and commits. {@link io.throughline.examples.tenant.sentry.SentryApi} has the routes.
 */
@NullMarked
package io.throughline.examples.tenant.sentry;

import org.jspecify.annotations.NullMarked;
