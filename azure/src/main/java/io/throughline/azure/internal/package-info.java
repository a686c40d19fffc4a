/**
 * How calls reach Azure; not for use outside of this module. The {@link io.throughline.azure.internal.AzurePipelines
 * pipelines} that all clients share (tokens, throttling, bounded bodies over the host's own HTTP client), and how failures
 * become {@link io.throughline.core.http.SourceException}s. It knows no single service.
 */
@NullMarked
package io.throughline.azure.internal;

import org.jspecify.annotations.NullMarked;
