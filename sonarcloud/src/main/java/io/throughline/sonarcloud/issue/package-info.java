/** Issues, searched past the 10,000 that one search gives. */
@NullMarked
package io.throughline.sonarcloud.issue;

import org.jspecify.annotations.NullMarked;
