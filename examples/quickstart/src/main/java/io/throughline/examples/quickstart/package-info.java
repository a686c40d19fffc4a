/** The shortest program that embeds the library. */
@NullMarked
package io.throughline.examples.quickstart;

import org.jspecify.annotations.NullMarked;
