/**
 * A recording as the tenant sees it: {@link io.throughline.examples.tenant.recording.Recording} finds its files and says
 * what was recorded, {@link io.throughline.examples.tenant.recording.Replay} moves its times to where they are served, and
 * {@link io.throughline.examples.tenant.recording.RecordingDatabase} answers SQL over its tables.
 */
@NullMarked
package io.throughline.examples.tenant.recording;

import org.jspecify.annotations.NullMarked;
