/** Issue properties: JSON that programs keep with an issue, out of people's sight. */
@NullMarked
package io.throughline.jira.property;

import org.jspecify.annotations.NullMarked;
