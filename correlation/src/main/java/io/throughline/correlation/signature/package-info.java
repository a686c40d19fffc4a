/**
 * How well-known failures look: each signature names what must be seen, what sets it apart from its look-alikes, and what
 * speaks against it. What cannot be seen is said to be so, and never counts as absent. See {@code docs/signatures.md}.
 */
@NullMarked
package io.throughline.correlation.signature;

import org.jspecify.annotations.NullMarked;
