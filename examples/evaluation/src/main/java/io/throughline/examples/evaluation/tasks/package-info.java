/**
 * The engine's detectors judged on labelled data of one's own: {@link
 * io.throughline.examples.evaluation.tasks.Evaluation} reads a folder of series, runs the engine's public interface over
 * each with its defaults, and writes predictions for a scorer. No column that holds an answer is read.
 */
@NullMarked
package io.throughline.examples.evaluation.tasks;

import org.jspecify.annotations.NullMarked;
