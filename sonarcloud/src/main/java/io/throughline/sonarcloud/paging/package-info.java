/** Lists that are longer than one search may be. */
@NullMarked
package io.throughline.sonarcloud.paging;

import org.jspecify.annotations.NullMarked;
