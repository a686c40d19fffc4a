/**
 * Sentry as streams of the model; begin with {@link io.throughline.sentry.stream.SentryStreams}.
 *
 * <table>
 * <caption>Metrics</caption>
 * <tr><th>metric</th><th>kind, unit</th><th>attributes besides the environment</th></tr>
 * <tr><td>{@code throughline.error.count}</td><td>delta, {@code {error}}</td><td>release</td></tr>
 * <tr><td>{@code sentry.transaction.count}, {@code .failures}</td><td>delta, {@code {transaction}}</td><td>release</td></tr>
 * <tr><td>{@code sentry.transaction.duration.p50}, {@code .p95}</td><td>vendor's quantile, {@code s}</td>
 *     <td>release; none for all together</td></tr>
 * <tr><td>{@code sentry.session.count}</td><td>delta, {@code {session}}</td><td>release, status</td></tr>
 * <tr><td>{@code sentry.outcome.count}, {@code .size}</td><td>delta, {@code {event}} or {@code By}</td>
 *     <td>category, outcome, reason; no environment</td></tr>
 * </table>
 */
@NullMarked
package io.throughline.sentry.stream;

import org.jspecify.annotations.NullMarked;
