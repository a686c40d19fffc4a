/**
 * Jira's query language from typed values. {@link io.throughline.jira.jql.Jql} joins {@link
 * io.throughline.jira.jql.JqlClause clauses}; a value, whatever characters it has, stays one value.
 */
@NullMarked
package io.throughline.jira.jql;

import org.jspecify.annotations.NullMarked;
