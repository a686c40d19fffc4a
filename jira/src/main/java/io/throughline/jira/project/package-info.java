/** Jira's projects, their components and issue types, and what the caller may do in them. */
@NullMarked
package io.throughline.jira.project;

import org.jspecify.annotations.NullMarked;
