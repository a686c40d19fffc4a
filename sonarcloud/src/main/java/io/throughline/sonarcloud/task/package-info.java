/** Reports that the server has yet to take in, or has. */
@NullMarked
package io.throughline.sonarcloud.task;

import org.jspecify.annotations.NullMarked;
