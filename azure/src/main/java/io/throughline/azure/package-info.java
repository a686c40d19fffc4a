/**
 * Azure Monitor. {@link io.throughline.azure.AzureClient} is the client, usable alone; {@link
 * io.throughline.azure.AzureSourceProvider} makes a source of it from the configuration's section {@code azure}. By
 * service: {@link io.throughline.azure.logs}, {@link io.throughline.azure.metrics}, {@link
 * io.throughline.azure.resources}, {@link io.throughline.azure.alerts}, {@link io.throughline.azure.cost},
 * {@link io.throughline.azure.health}, {@link
 * io.throughline.azure.activity} and {@link io.throughline.azure.advisor}; below them {@link
 * io.throughline.azure.internal}, above them {@link io.throughline.azure.stream}.
 */
@NullMarked
package io.throughline.azure;

import org.jspecify.annotations.NullMarked;
