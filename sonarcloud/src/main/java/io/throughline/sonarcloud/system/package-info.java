/** The server as a whole: its token check. */
@NullMarked
package io.throughline.sonarcloud.system;

import org.jspecify.annotations.NullMarked;
