/**
 * Jira. {@link io.throughline.jira.JiraClient} reads Jira Cloud for anybody; {@link io.throughline.jira.JiraSource} says
 * in Throughline's model what it reads: tickets with their history.
 *
 * <p>In reading order: {@link io.throughline.jira.JiraClient}, {@link io.throughline.jira.JiraSearch} and the packages
 * {@code jql}, {@code issue}, {@code project}, {@code site} and {@code text} are the client; {@link
 * io.throughline.jira.JiraSourceProvider} reads the configuration and makes the source.
 */
@NullMarked
package io.throughline.jira;

import org.jspecify.annotations.NullMarked;
