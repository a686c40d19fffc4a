/** Which {@link io.throughline.azure.cloud.AzureEndpoints endpoints} each of Azure's clouds has. */
@NullMarked
package io.throughline.azure.cloud;

import org.jspecify.annotations.NullMarked;
