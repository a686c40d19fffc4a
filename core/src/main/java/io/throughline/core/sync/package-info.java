/**
 * How telemetry gets from sources into the store. {@link io.throughline.core.sync.SyncEngine} reads every stream of every
 * source, side by side, incrementally; each write and its watermark are one transaction, so that a run that was killed
 * anywhere and is run again ends with the same content. One stream's failure never stops another's.
 */
@NullMarked
package io.throughline.core.sync;

import org.jspecify.annotations.NullMarked;
