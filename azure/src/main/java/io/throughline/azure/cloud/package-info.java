/**
 * How calls reach Azure: which {@link io.throughline.azure.cloud.AzureEndpoints endpoints} a cloud has, the {@link
 * io.throughline.azure.cloud.AzurePipelines pipelines} that all clients share (tokens, throttling, bounded bodies over
 * the host's own HTTP client), and how failures become {@link io.throughline.core.http.SourceException}s. It knows no
 * single service.
 */
@NullMarked
package io.throughline.azure.cloud;

import org.jspecify.annotations.NullMarked;
