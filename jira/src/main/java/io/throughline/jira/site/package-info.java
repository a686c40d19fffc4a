/** What is true of a whole Jira site: the server, the user who asks, the fields that exist. */
@NullMarked
package io.throughline.jira.site;

import org.jspecify.annotations.NullMarked;
