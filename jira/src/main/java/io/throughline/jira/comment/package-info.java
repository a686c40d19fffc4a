/** Comments of Jira's issues. {@link io.throughline.jira.comment.CommentsClient} reads and writes them. */
@NullMarked
package io.throughline.jira.comment;

import org.jspecify.annotations.NullMarked;
