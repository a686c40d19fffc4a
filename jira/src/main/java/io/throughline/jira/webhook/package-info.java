/**
 * What Jira sends by itself: {@link io.throughline.jira.webhook.JiraWebhook} checks and reads a delivery, {@link
 * io.throughline.jira.webhook.JiraHook} is what it tells.
 */
@NullMarked
package io.throughline.jira.webhook;

import org.jspecify.annotations.NullMarked;
