/** Release health: sessions and how many crashed. */
@NullMarked
package io.throughline.sentry.session;

import org.jspecify.annotations.NullMarked;
