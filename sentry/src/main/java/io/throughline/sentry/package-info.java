/**
 * Sentry: a typed client and the source built on it. In reading order: {@link io.throughline.sentry.SentryClient} speaks
 * Sentry's words and can be used alone, with one package for each group of calls ({@link
 * io.throughline.sentry.issue.IssuesClient}, {@link io.throughline.sentry.explore.ExploreClient}…); {@link
 * io.throughline.sentry.stream.SentryStreams} translates what they read into the model; {@link
 * io.throughline.sentry.SentrySourceProvider} reads the configuration and makes the source. Works with sentry.io, its
 * regions and self-hosted servers. The source writes nothing to Sentry; the client does where it is told to.
 */
@NullMarked
package io.throughline.sentry;

import org.jspecify.annotations.NullMarked;
