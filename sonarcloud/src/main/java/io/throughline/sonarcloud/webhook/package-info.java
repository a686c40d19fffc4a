/** Webhooks: which are set, and reading what they bring. */
@NullMarked
package io.throughline.sonarcloud.webhook;

import org.jspecify.annotations.NullMarked;
