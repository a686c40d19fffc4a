/** The two products and what differs between them. */
@NullMarked
package io.throughline.sonarcloud.edition;

import org.jspecify.annotations.NullMarked;
