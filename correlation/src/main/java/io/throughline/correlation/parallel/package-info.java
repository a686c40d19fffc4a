/**
 * How the stages share work among threads that the caller lends them. No other package of the engine names threads or
 * executors, and what a stage returns does not depend on how many there are.
 */
@NullMarked
package io.throughline.correlation.parallel;

import org.jspecify.annotations.NullMarked;
