/**
 * What a tracker implements: where people keep track of work, such as Jira. A {@link io.throughline.core.tracker.Tracker}
 * opens one ticket for one key however often it is asked and whoever died in between, and says of every write how it ended.
 */
@NullMarked
package io.throughline.core.tracker;

import org.jspecify.annotations.NullMarked;
