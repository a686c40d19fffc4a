@NullMarked
package io.throughline.jira.tracker;

import org.jspecify.annotations.NullMarked;
