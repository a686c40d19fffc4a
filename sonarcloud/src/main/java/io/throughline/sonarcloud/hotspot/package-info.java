/** Security hotspots. */
@NullMarked
package io.throughline.sonarcloud.hotspot;

import org.jspecify.annotations.NullMarked;
