/**
 * The kit that the handwritten vendor clients share. In reading order: {@link io.throughline.core.http.RestClient} makes
 * {@link io.throughline.core.http.RestCall calls} with a {@link io.throughline.core.http.Credential}, retries them by a
 * {@link io.throughline.core.http.RetryPolicy} and the vendor's own {@link io.throughline.core.http.RateLimitHints},
 * and decodes JSON into the caller's records; {@link io.throughline.core.http.Paged} walks through pages lazily; what
 * fails is a {@link io.throughline.core.http.SourceException}; {@link io.throughline.core.http.SparingStreams} let a
 * source set aside what its client cannot read. Below it all lies one seam, {@link
 * io.throughline.core.http.HttpTransport}. It does not know any vendor.
 */
@NullMarked
package io.throughline.core.http;

import org.jspecify.annotations.NullMarked;
