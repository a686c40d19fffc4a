/** The built-in tenant: a recording served in the wire formats of the four vendors. */
@NullMarked
package io.throughline.examples.tenant;

import org.jspecify.annotations.NullMarked;
