/** Rich text: Atlassian Document Format on Cloud, wiki markup on older servers, and both as plain text. */
@NullMarked
package io.throughline.jira.text;

import org.jspecify.annotations.NullMarked;
