/** Jira Software's boards and sprints, read only. */
@NullMarked
package io.throughline.jira.board;

import org.jspecify.annotations.NullMarked;
