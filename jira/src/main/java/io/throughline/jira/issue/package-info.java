/** Jira's issues as its REST API tells them: fields, statuses, the history of changes. */
@NullMarked
package io.throughline.jira.issue;

import org.jspecify.annotations.NullMarked;
