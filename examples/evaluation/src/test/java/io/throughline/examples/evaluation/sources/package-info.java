/** The contract of sources on those of the four vendors, over the built-in tenant. */
@NullMarked
package io.throughline.examples.evaluation.sources;

import org.jspecify.annotations.NullMarked;
