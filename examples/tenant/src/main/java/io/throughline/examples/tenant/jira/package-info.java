/**
 * Jira Cloud as the tenant speaks it, version 3 of its REST API: search by a subset of JQL with page tokens, changelogs,
 * projects, and who one is. {@link io.throughline.examples.tenant.jira.JiraApi} has the routes.
 */
@NullMarked
package io.throughline.examples.tenant.jira;

import org.jspecify.annotations.NullMarked;
