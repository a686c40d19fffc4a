/** What receivers of vendors' webhooks share: the proof that a delivery comes from who knows the secret. */
@NullMarked
package io.throughline.core.webhook;

import org.jspecify.annotations.NullMarked;
