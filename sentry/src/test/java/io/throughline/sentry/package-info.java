/** Tests of the Sentry client and source; answers are written in the shape of Sentry's published examples. */
@NullMarked
package io.throughline.sentry;

import org.jspecify.annotations.NullMarked;
