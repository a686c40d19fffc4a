/** Projects under analysis. */
@NullMarked
package io.throughline.sonarcloud.project;

import org.jspecify.annotations.NullMarked;
