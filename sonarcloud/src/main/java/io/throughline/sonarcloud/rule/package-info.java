/** The rules that issues break. */
@NullMarked
package io.throughline.sonarcloud.rule;

import org.jspecify.annotations.NullMarked;
