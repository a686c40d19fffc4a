/**
 * Sentry: a typed client and the source built on it. In reading order: {@link io.throughline.sentry.SentryClient} speaks
 * Sentry's words ({@link io.throughline.sentry.issue.SentryIssue}, {@link io.throughline.sentry.release.SentryRelease}…) and can be used
 * alone; {@link io.throughline.sentry.SentrySource} translates them into the model and alone knows both; {@link
 * io.throughline.sentry.SentrySourceProvider} reads the configuration. Works with sentry.io's regions and self-hosted
 * servers. It does not write to Sentry.
 */
@NullMarked
package io.throughline.sentry;

import org.jspecify.annotations.NullMarked;
