/** Which of Jira's two editions answers, and what one of them does not have. */
@NullMarked
package io.throughline.jira.edition;

import org.jspecify.annotations.NullMarked;
