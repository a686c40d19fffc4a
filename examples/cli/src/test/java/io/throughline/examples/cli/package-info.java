@NullMarked
package io.throughline.examples.cli;

import org.jspecify.annotations.NullMarked;
