/** Issues: errors that Sentry has grouped. */
@NullMarked
package io.throughline.sentry.issue;

import org.jspecify.annotations.NullMarked;
