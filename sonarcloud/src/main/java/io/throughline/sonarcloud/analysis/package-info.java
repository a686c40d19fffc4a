/** Analyses of a project and what happened at them. */
@NullMarked
package io.throughline.sonarcloud.analysis;

import org.jspecify.annotations.NullMarked;
