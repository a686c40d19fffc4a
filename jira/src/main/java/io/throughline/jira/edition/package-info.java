/** Which of Jira's two editions answers, what one of them does not have, and what a site has no name for. */
@NullMarked
package io.throughline.jira.edition;

import org.jspecify.annotations.NullMarked;
