/**
 * Who did what to resources: {@link io.throughline.azure.activity.ActivityLogGateway} lists {@link
 * io.throughline.azure.activity.ActivityEntry entries} of a subscription's activity log.
 */
@NullMarked
package io.throughline.azure.activity;

import org.jspecify.annotations.NullMarked;
