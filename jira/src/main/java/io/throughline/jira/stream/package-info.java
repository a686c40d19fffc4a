/**
 * Jira in the four nouns. {@link io.throughline.jira.stream.JiraStreams} makes the streams; each alone knows how the
 * vendor's records translate. A ticket is known by its id, which stays when it is moved and gets another key; projects and
 * components are entities by the site's host and their key or name.
 */
@NullMarked
package io.throughline.jira.stream;

import org.jspecify.annotations.NullMarked;
