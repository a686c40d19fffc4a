@NullMarked
package io.throughline.examples.evaluation.tasks;

import org.jspecify.annotations.NullMarked;
