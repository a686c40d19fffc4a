/** Links of Jira's issues: to each other, and to what is elsewhere. */
@NullMarked
package io.throughline.jira.link;

import org.jspecify.annotations.NullMarked;
