@NullMarked
package io.throughline.examples.evaluation;

import org.jspecify.annotations.NullMarked;
