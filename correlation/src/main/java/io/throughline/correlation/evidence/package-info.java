/** What conclusions rest on, as data: {@link io.throughline.correlation.evidence.Reason}, and numbers written the same everywhere. */
@NullMarked
package io.throughline.correlation.evidence;

import org.jspecify.annotations.NullMarked;
