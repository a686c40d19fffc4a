/** Measures: what exists, what a project has now, and what it had at earlier analyses. */
@NullMarked
package io.throughline.sonarcloud.measure;

import org.jspecify.annotations.NullMarked;
