/**
 * How calls reach Jira; not for use outside of this module. {@link io.throughline.jira.internal.JiraCalls} knows which
 * edition answers and makes each {@link io.throughline.jira.internal.JiraCall}; it knows no single part of the interface.
 */
@NullMarked
package io.throughline.jira.internal;

import org.jspecify.annotations.NullMarked;
