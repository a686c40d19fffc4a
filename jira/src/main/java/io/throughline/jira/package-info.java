/**
 * Jira Cloud and Jira Data Center. {@link io.throughline.jira.JiraClient} reads and writes Jira for anybody; {@link
 * io.throughline.jira.JiraSource} says in Throughline's model what it reads: tickets with their life-cycles, and released
 * versions. The source writes nothing; what writing would need is tried by {@code check} without writing.
 *
 * <p>In reading order: {@link io.throughline.jira.JiraClient} and the packages {@code issue}, {@code comment},
 * {@code link}, {@code property}, {@code project}, {@code board}, {@code site}, {@code jql}, {@code text}, {@code webhook}
 * and {@code edition} are the client; {@code stream} translates; {@link io.throughline.jira.JiraSourceProvider} reads the
 * configuration and makes the source.
 */
@NullMarked
package io.throughline.jira;

import org.jspecify.annotations.NullMarked;
