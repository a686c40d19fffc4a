/**
 * What there is: {@link io.throughline.azure.resources.ResourceGraphGateway} lists the {@link
 * io.throughline.azure.resources.AzureResource resources} within an {@link io.throughline.azure.resources.AzureScope};
 * {@link io.throughline.azure.resources.Subscriptions} tells whether a subscription can be seen at all.
 */
@NullMarked
package io.throughline.azure.resources;

import org.jspecify.annotations.NullMarked;
