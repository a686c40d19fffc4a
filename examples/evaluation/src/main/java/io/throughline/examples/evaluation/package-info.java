/**
 * The engine judged on recorded incidents, by the main job end to end: {@link
 * io.throughline.examples.evaluation.RecordedRun} replays a recording through the vendors' interfaces and gives the
 * report. What really happened is known to the tests only.
 */
@NullMarked
package io.throughline.examples.evaluation;

import org.jspecify.annotations.NullMarked;
