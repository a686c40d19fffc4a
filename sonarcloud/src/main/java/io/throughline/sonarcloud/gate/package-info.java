/** The quality gate's verdict on a project. */
@NullMarked
package io.throughline.sonarcloud.gate;

import org.jspecify.annotations.NullMarked;
