/** Benchmarks by JMH; the module's README has the command and what was measured. */
@NullMarked
package io.throughline.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
