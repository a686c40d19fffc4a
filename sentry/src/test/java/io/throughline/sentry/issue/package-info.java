@NullMarked
package io.throughline.sentry.issue;

import org.jspecify.annotations.NullMarked;
