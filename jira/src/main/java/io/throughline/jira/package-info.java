/** Jira: the client and the source over it. */
@NullMarked
package io.throughline.jira;

import org.jspecify.annotations.NullMarked;
