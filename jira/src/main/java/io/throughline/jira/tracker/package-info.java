/** Jira as a tracker of core: {@link io.throughline.jira.tracker.JiraTracker}. */
@NullMarked
package io.throughline.jira.tracker;

import org.jspecify.annotations.NullMarked;
